// SPDX-License-Identifier: MIT
#include "sandbox/dictionaryviews.h"

#include "sandbox/clausetext.h"
#include "sandbox/decimal.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

struct ReadView
{
    std::vector<DictionaryColumn> columns;
    const DictionaryView *view = nullptr;
    QString ownerColumn; // of an ALL_ twin
    bool isOfUser = false; // shows no rows of other owners
};

bool reached(QStringView since, const OracleVersion &version)
{
    return since.isEmpty() || version >= parseOracleVersion(since).value_or(OracleVersion{11, 2});
}

std::vector<DictionaryColumn> readColumns(const QString &text, const OracleVersion &version)
{
    std::vector<DictionaryColumn> columns;
    OracleVersion since{11, 2};
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith(u'@')) {
            since = parseOracleVersion(word.sliced(1)).value_or(OracleVersion{11, 2});
            continue;
        }
        if (version >= since) {
            const QString name = word.section(u':', 0, 0);
            const QString kind = word.section(u':', 1);
            columns.push_back({name,
                               kind == u"n"       ? ValueKind::Number
                                   : kind == u"d" ? ValueKind::Date
                                   : kind == u"c" ? ValueKind::Clob
                                                  : ValueKind::Text,
                               kind == u"l"});
        }
    }
    return columns;
}

const DictionaryView *findView(const QString &name)
{
    for (const auto &views : {tableViews(), columnViews(), storageViews(), partitionViews(),
                              commentViews(), constraintViews(), indexViews(), queryViews(),
                              objectViews(), privilegeViews(), sessionViews()}) {
        for (const DictionaryView &view : views) {
            if (name == QStringView(view.name))
                return &view;
        }
    }
    return nullptr;
}

const ReadView *readView(const QString &name, const OracleVersion &version)
{
    // Per release and view, read once per thread.
    thread_local std::map<std::pair<QString, OracleVersion>, ReadView> known;
    if (const auto found = known.find({name, version}); found != known.end())
        return found->second.view ? &found->second : nullptr;
    ReadView read;
    read.view = findView(name);
    const bool isTwin = !read.view && (name.startsWith(u"ALL_") || name.startsWith(u"DBA_"));
    if (isTwin) {
        read.view = findView(u"USER_"_s + name.sliced(4));
        if (read.view && !read.view->ownerColumn)
            read.view = nullptr;
        if (read.view)
            read.ownerColumn = QStringView(read.view->ownerColumn).toString();
        if (name == u"DBA_TAB_PRIVS" || name == u"DBA_COL_PRIVS")
            read.ownerColumn = u"OWNER"_s; // ALL_ calls it TABLE_SCHEMA
    }
    // These two show what the user granted or was granted on others' objects, too.
    read.isOfUser =
        name.startsWith(u"USER_") && name != u"USER_TAB_PRIVS" && name != u"USER_COL_PRIVS";
    if (read.view && !reached(QStringView(read.view->since), version))
        read.view = nullptr;
    if (read.view) {
        read.columns = readColumns(QStringView(read.view->columns).toString(), version);
        if (!read.ownerColumn.isEmpty()) {
            // Several USER_ views have it, too (USER_CONSTRAINTS.OWNER).
            std::erase_if(read.columns,
                          [&](const DictionaryColumn &c) { return c.name == read.ownerColumn; });
            read.columns.insert(read.columns.begin(), {read.ownerColumn, ValueKind::Text, false});
        }
    }
    const auto [place, added] = known.emplace(std::pair(name, version), std::move(read));
    return place->second.view ? &place->second : nullptr;
}

} // namespace

const std::vector<DictionaryColumn> *dictionaryColumns(const QString &view,
                                                       const OracleVersion &version)
{
    const ReadView *read = readView(view, version);
    return read ? &read->columns : nullptr;
}

std::vector<SandboxRow> dictionaryRows(const QString &view, const DictionarySnapshot &snapshot)
{
    const ReadView *read = readView(view, snapshot.version);
    if (!read)
        return {};
    std::vector<SandboxRow> rows;
    for (const DictionaryRow &values : read->view->rows(snapshot)) {
        const auto owner = values.find(u"OWNER"_s);
        if (read->isOfUser && owner != values.end() && textOf(owner->second) != snapshot.user)
            continue;
        SandboxRow row;
        row.reserve(read->columns.size());
        for (const DictionaryColumn &column : read->columns) {
            const auto found = values.find(column.name);
            SandboxValue value = found == values.end() ? SandboxValue() : found->second;
            if (found == values.end() && column.name == read->ownerColumn)
                value = owner == values.end() ? SandboxValue(snapshot.user) : owner->second;
            if (const auto *text = std::get_if<QString>(&value); text && text->isEmpty())
                value = {};
            row.push_back(std::move(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

bool isSteadyView(const QString &view)
{
    static const QStringList moving = {u"ATHANOR_NOT_MODELLED"_s,
                                       u"USER_ERRORS"_s,
                                       u"ALL_ERRORS"_s,
                                       u"USER_SEQUENCES"_s,
                                       u"DBA_ERRORS"_s,
                                       u"NLS_SESSION_PARAMETERS"_s,
                                       u"ALL_SEQUENCES"_s,
                                       u"DBA_SEQUENCES"_s,
                                       u"USER_OBJECTS"_s,
                                       u"ALL_OBJECTS"_s,
                                       u"DBA_OBJECTS"_s,
                                       u"ALL_USERS"_s,
                                       u"DBA_USERS"_s};
    return !moving.contains(view);
}

QString dictionaryExpression(const QString &text, const Table &table)
{
    QString result;
    bool wordBefore = false;
    for (const Token &token : tokenize(text)) {
        const QStringView piece = token.text(text);
        QString written = piece.toString();
        bool word = false;
        if (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName) {
            const QString stored = storedName(piece);
            if (table.column(stored))
                written = u'"' + stored + u'"';
            else if (token.kind == TokenKind::Word)
                written = written.toUpper();
            word = true;
        } else if (token.kind == TokenKind::Number || token.kind == TokenKind::String) {
            word = true;
        }
        if (word && wordBefore)
            result += u' ';
        result += written;
        wordBefore = word;
    }
    return result;
}

QString dictionaryDefault(const QString &text, const DictionarySnapshot &snapshot)
{
    const std::vector<Token> tokens = tokenize(text);
    QString result;
    qsizetype at = 0;
    for (size_t i = 0; i + 2 < tokens.size(); ++i) {
        const bool point = tokens[i + 1].text(text) == u".";
        const QString last = tokens[i + 2].text(text).toString().toUpper();
        const bool owned = i >= 2 && tokens[i - 1].text(text) == u".";
        if (!point || (last != u"NEXTVAL" && last != u"CURRVAL"))
            continue;
        const QString sequence = storedName(tokens[i].text(text));
        if (!snapshot.catalog.sequences.contains({QString(), sequence}))
            continue;
        const qsizetype start = tokens[owned ? i - 2 : i].range.start;
        result += QStringView(text).sliced(at, start - at);
        result += u"\"%1\".\"%2\".\"%3\""_s.arg(snapshot.user, sequence, last);
        at = tokens[i + 2].range.end();
    }
    return result + QStringView(text).sliced(at).toString();
}

QString hiddenColumn(const Table &table, const Index &index, size_t position,
                     const Catalog &catalog)
{
    // Hidden columns follow the table's own, in the order of the indexes.
    size_t number = table.columns.size();
    for (const auto &[name, other] : catalog.indexes) {
        if (other.table != table.name)
            continue;
        for (size_t i = 0; i < other.columns.size(); ++i) {
            const bool hidden = other.columns[i].column.isEmpty() || other.columns[i].descending;
            number += hidden ? 1 : 0;
            if (name == index.name && i == position)
                return u"SYS_NC"_s + QString::number(number).rightJustified(5, u'0') + u'$';
        }
    }
    return {};
}

QString yesNo(bool yes)
{
    return yes ? u"YES"_s : u"NO"_s;
}

QString yn(bool yes)
{
    return yes ? u"Y"_s : u"N"_s;
}

bool isOwn(const QualifiedName &name)
{
    return name.owner.isEmpty();
}

QString ownerOf(const QualifiedName &name, const QString &user)
{
    return name.owner.isEmpty() ? user : name.owner;
}

QString physicalOf(const std::map<QString, QString> &physical, const QString &key)
{
    const auto found = physical.find(key);
    return found == physical.end() ? QString() : found->second;
}

QString degreeOf(const std::map<QString, QString> &physical)
{
    const QString parallel = physicalOf(physical, u"PARALLEL"_s);
    if (parallel == u"PARALLEL")
        return u"DEFAULT"_s;
    return parallel.startsWith(u"PARALLEL") ? parallel.sliced(8).trimmed() : u"1"_s;
}

std::map<QString, QString> nestedTables(const Table &table)
{
    std::map<QString, QString> found;
    for (const auto &[keyword, value] : table.physical) {
        ClauseText clause(value);
        if (keyword.startsWith(u"NESTED TABLE ") && clause.seek({u"STORE", u"AS"}))
            found[storedName(QStringView(keyword).sliced(13))] = clause.takeName();
    }
    return found;
}

SandboxValue numberOf(const QString &text)
{
    const auto number = Decimal::parse(text);
    return number ? number->toValue() : SandboxValue();
}

} // namespace Athanor
