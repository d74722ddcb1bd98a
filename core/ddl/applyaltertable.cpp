// SPDX-License-Identifier: MIT
#include "ddl/application.h"
#include "ddl/expression.h"
#include "schema/normalform.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// The words of one LOB option that exclude one another: the new one takes the old one's place.
int lobFamily(const QString &word)
{
    static const std::vector<QStringList> families{
        {u"CACHE"_s, u"NOCACHE"_s},
        {u"LOGGING"_s, u"NOLOGGING"_s, u"FILESYSTEM_LIKE_LOGGING"_s},
        {u"COMPRESS"_s, u"NOCOMPRESS"_s},
        {u"DEDUPLICATE"_s, u"KEEP_DUPLICATES"_s},
        {u"ENCRYPT"_s, u"DECRYPT"_s},
        {u"RETENTION"_s, u"PCTVERSION"_s},
        {u"FREEPOOLS"_s},
        {u"STORAGE"_s},
        {u"TABLESPACE"_s},
        {u"CHUNK"_s},
        {u"ENABLE"_s, u"DISABLE"_s}};
    for (size_t i = 0; i < families.size(); ++i)
        if (families[i].contains(word))
            return int(i);
    return -1;
}

// "CACHE READS LOGGING STORAGE (…)" as its options, each with the words behind it.
std::vector<std::pair<int, QString>> lobOptions(QStringView text)
{
    std::vector<std::pair<int, QString>> options;
    const std::vector<Token> tokens = tokenize(text);
    int depth = 0;
    for (const Token &token : tokens) {
        const QString word = token.text(text).toString();
        const int family = depth == 0 ? lobFamily(word.toUpper()) : -1;
        if (family >= 0 || options.empty())
            options.push_back({family, word});
        else
            options.back().second += u' ' + word;
        if (word == "("_L1)
            ++depth;
        else if (word == ")"_L1)
            --depth;
    }
    return options;
}

// The storage "STORE AS SECUREFILE (NOCACHE)" after MODIFY LOB (c) (CACHE).
QString withLobOptions(const QString &storage, const QString &changes)
{
    qsizetype open = storage.indexOf(u'(');
    const QString head =
        open < 0 ? (storage.isEmpty() ? u"STORE AS"_s : storage) : storage.first(open).trimmed();
    const qsizetype close = storage.lastIndexOf(u')');
    auto options = lobOptions(open < 0 || close < open
                                  ? QStringView()
                                  : QStringView(storage).sliced(open + 1, close - open - 1));
    const QStringView inside = QStringView(changes).sliced(1, changes.size() - 2);
    for (const auto &[family, text] : lobOptions(inside)) {
        const int wanted = family;
        const auto same =
            std::find_if(options.begin(), options.end(), [wanted](const auto &option) {
                return option.first == wanted && wanted >= 0;
            });
        if (same != options.end())
            same->second = text;
        else
            options.push_back({family, text});
    }
    QStringList texts;
    for (const auto &[family, text] : options)
        texts << text;
    return normalizedText(QString(head + u" ("_s + texts.join(u' ') + u')'));
}

} // namespace

Result<> Application::operator()(const AlterTable &alter)
{
    const Table *table = catalog().table(alter.table);
    if (!table) {
        if (alter.ifExists)
            return {};
        return refuse(942,
                      applyTr("table or view does not exist: %1").arg(writtenName(alter.table)));
    }
    QualifiedName name = alter.table;
    for (const TableAction &action : alter.actions) {
        Table &edited = m_draft.edit(name);
        const bool setsReadOnly = std::holds_alternative<SetReadOnly>(action);
        const bool onlyNames = std::holds_alternative<RenameTableTo>(action)
            || std::holds_alternative<RenameConstraint>(action)
            || std::holds_alternative<MoveTable>(action)
            || std::holds_alternative<SetPhysical>(action);
        if (edited.readOnly && !setsReadOnly && !onlyNames)
            return refuse(12081,
                          applyTr("update operation not allowed on table %1: it is read "
                                  "only; ALTER TABLE … READ WRITE first")
                              .arg(writtenName(name)));
        const auto act = [this, &edited](const auto &one) { return this->act(edited, one); };
        if (Result<> done = std::visit(act, action); !done)
            return done;
        if (const auto *rename = std::get_if<RenameTableTo>(&action))
            name.name = rename->to;
    }
    return {};
}

Result<> Application::act(Table &table, const AddColumns &add)
{
    for (const Column &column : add.columns) {
        if (table.column(column.name))
            return refuse(1430,
                          applyTr("column being added already exists in table: %1")
                              .arg(writtenName(column.name)));
        table.columns.push_back(column);
    }
    for (const Column &column : add.columns) {
        if (Result<> type = checkType(column); !type)
            return type;
        if (Result<> standard = checkDefault(column); !standard)
            return standard;
        if (Result<> derived = checkVirtual(table, column); !derived)
            return derived;
        if (!column.notNull || column.notNull->name.isEmpty())
            continue;
        NotNull *own = &*table.column(column.name)->notNull;
        const QString name = std::exchange(own->name, QString()); // or it would find itself
        Result<> free = checkConstraintName(table, name);
        own->name = name;
        if (!free)
            return free;
    }
    if (Result<> columns = checkColumns(table); !columns)
        return columns;
    return addConstraints(table, add.constraints, add.indexes);
}

Result<> Application::act(Table &table, const SetReadOnly &set)
{
    table.readOnly = set.readOnly;
    return {};
}

Result<> Application::act(Table &table, const SetPhysical &set)
{
    if (set.keyword.startsWith("MODIFY LOB ("_L1)) {
        const QString key = set.keyword.sliced(7);
        QString &storage = table.physical[key];
        storage = withLobOptions(storage, set.value);
        return {};
    }
    if (set.value.isEmpty())
        table.physical.erase(set.keyword);
    else
        table.physical.insert_or_assign(set.keyword, set.value);
    return {};
}

Result<> Application::act(Table &table, const SetTriggers &set)
{
    for (const QualifiedName &name : m_draft.triggersOf(table.name)) {
        ProgramUnit trigger = catalog().units.find({UnitKind::Trigger, name})->second;
        trigger.enabled = set.enabled;
        m_draft.put(std::move(trigger));
    }
    return {};
}

// Rows get new addresses, so every index becomes unusable until it is rebuilt (ORA-01502).
Result<> Application::act(Table &table, const MoveTable &move)
{
    if (move.keepsIndexes || table.kind == TableKind::IndexOrganized)
        return {};
    for (const QualifiedName &name : m_draft.indexesOf(table.name))
        m_draft.editIndex(name).unusable = true;
    return {};
}

Result<> Application::act(Table &table, const OtherTableAction &other)
{
    if (!table.otherClauses.isEmpty())
        table.otherClauses += u' ';
    table.otherClauses += other.text;
    return {};
}

} // namespace Athanor
