// SPDX-License-Identifier: MIT
#include "diff/autoincrement.h"

#include "ddl/references.h"

#include <QtCore/QCoreApplication>

namespace Athanor {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Athanor::Autoincrement)
};

struct WayName
{
    Autoincrement way;
    QStringView name;
};

constexpr WayName ways[]{
    {Autoincrement::Off, u"off"},
    {Autoincrement::Identity, u"identity"},
    {Autoincrement::SequenceDefault, u"sequence-default"},
    {Autoincrement::SequenceTrigger, u"sequence-trigger"},
};

// NUMBER without scale is a floating number, but as a key it is what ORMs and DBAs mean by an
// integer.
bool isInteger(const DataType &type)
{
    return type.kind == TypeKind::Number && type.scale.value_or(0) == 0;
}

bool isForeignKey(const Table &table, const QString &column)
{
    for (const Constraint &constraint : table.constraints)
        if (constraint.kind == ConstraintKind::ForeignKey && constraint.columns.contains(column))
            return true;
    return false;
}

class Completion
{
public:
    Completion(Catalog model, Autoincrement way, const OracleVersion &version)
        : m_model(std::move(model))
        , m_way(way)
        , m_version(version)
    {
        for (const auto &[key, unit] : m_model.units)
            if (unit.kind == UnitKind::Trigger && !unit.table.isEmpty())
                m_triggers[unit.table].push_back(&unit);
    }

    Catalog run(const std::set<QualifiedName> &exempt)
    {
        for (auto &[name, table] : m_model.tables) {
            if (exempt.count(name) != 0)
                continue;
            if (Column *key = keyToFill(table))
                fill(table, *key);
        }
        return std::move(m_model);
    }

private:
    Column *keyToFill(Table &table) const
    {
        const bool holdsRows =
            table.kind == TableKind::Heap || table.kind == TableKind::IndexOrganized;
        const Constraint *primary = table.primaryKey();
        if (!holdsRows || !primary || primary->columns.size() != 1)
            return nullptr;
        Column *key = table.column(primary->columns.front());
        if (!key || !isInteger(key->type) || !key->defaultValue.isEmpty() || key->identity
            || !key->virtualExpression.isEmpty() || isForeignKey(table, key->name)
            || isFilledByTrigger(table, key->name))
            return nullptr;
        for (const Column &column : table.columns)
            if (column.identity && m_way == Autoincrement::Identity)
                return nullptr; // ORA-30669: one identity column a table
        return key;
    }

    // A trigger that reads or writes :NEW.<column> and draws from a sequence.
    [[nodiscard]] bool isFilledByTrigger(const Table &table, const QString &column) const
    {
        const auto found = m_triggers.find(table.name);
        if (found == m_triggers.end())
            return false;
        for (const ProgramUnit *trigger : found->second) {
            const std::set<QString> names = namesIn(trigger->source);
            const bool bind = trigger->source.contains(u":new."_s + column, Qt::CaseInsensitive);
            if (names.count(u"NEXTVAL"_s) != 0 && (names.count(column) != 0 || bind))
                return true;
        }
        return false;
    }

    // <table>_<column><ending>, in bytes within the limit, and nobody else's.
    [[nodiscard]] QualifiedName freeName(const Table &table, const Column &column,
                                         QStringView ending) const
    {
        // Names that need no quotes stay so: one quoted part quotes the whole.
        const bool lower = table.name.name != table.name.name.toUpper();
        const QString suffix = lower ? ending.toString() : ending.toString().toUpper();
        const int most = m_version.maxNameBytes();
        for (int attempt = 0;; ++attempt) {
            const QString number = attempt == 0 ? QString() : QString::number(attempt);
            QString part = table.name.name;
            QString columnPart = u'_' + column.name;
            const auto tooLong = [&] {
                return (part + columnPart + number + suffix).toUtf8().size() > most;
            };
            while (tooLong() && part.size() > 1) // the column says least: it is ID nearly always
                chopCharacter(part);
            while (tooLong() && columnPart.size() > 1)
                chopCharacter(columnPart);
            const QualifiedName name{table.name.owner, part + columnPart + number + suffix};
            if (!isTaken(name))
                return name;
        }
    }

    static void chopCharacter(QString &text)
    {
        const bool pair = text.size() > 1 && text.back().isLowSurrogate();
        text.chop(pair ? 2 : 1);
    }

    // Tables, views, sequences, synonyms and units share their names (ORA-00955); triggers have
    // their own.
    [[nodiscard]] bool isTaken(const QualifiedName &name) const
    {
        if (m_model.tables.count(name) != 0 || m_model.sequences.count(name) != 0
            || m_model.views.count(name) != 0 || m_model.materializedViews.count(name) != 0
            || m_model.synonyms.count(name) != 0)
            return true;
        for (const UnitKind kind : {UnitKind::Procedure, UnitKind::Function, UnitKind::Package,
                                    UnitKind::Type, UnitKind::Trigger, UnitKind::Library})
            if (m_model.units.count({kind, name}) != 0)
                return true;
        return false;
    }

    QualifiedName addSequence(const Table &table, const Column &key)
    {
        Sequence sequence;
        sequence.name = freeName(table, key, u"_seq");
        sequence.options.startWith = u"1"_s;
        sequence.options.incrementBy = u"1"_s;
        sequence.options.cache =
            0; // START WITH 1 INCREMENT BY 1 NOCACHE NOCYCLE, as design.md §5 has it
        m_model.sequences.emplace(sequence.name, sequence);
        return sequence.name;
    }

    void fill(Table &table, Column &key)
    {
        switch (m_way) {
        case Autoincrement::Off:
            return;
        case Autoincrement::Identity:
            key.identity = Identity{IdentityKind::ByDefault, {}};
            key.notNull.reset(); // identity implies it
            return;
        case Autoincrement::SequenceDefault:
            key.defaultValue = writtenName(addSequence(table, key)) + u".NEXTVAL"_s;
            return;
        case Autoincrement::SequenceTrigger:
            addTrigger(table, key, addSequence(table, key));
            return;
        }
    }

    void addTrigger(const Table &table, const Column &key, const QualifiedName &sequence)
    {
        ProgramUnit trigger;
        trigger.kind = UnitKind::Trigger;
        trigger.name = freeName(table, key, u"_trg");
        trigger.table = table.name;
        const QString column = writtenName(key.name);
        trigger.source = u"TRIGGER %1\n"
                         "BEFORE INSERT ON %2\n"
                         "FOR EACH ROW\n"
                         "WHEN (NEW.%3 IS NULL)\n"
                         "BEGIN\n"
                         "    SELECT %4.NEXTVAL INTO :NEW.%3 FROM DUAL;\n"
                         "END;"_s.arg(writtenName(trigger.name), writtenName(table.name), column,
                                      writtenName(sequence));
        m_model.units.emplace(Catalog::UnitKey{UnitKind::Trigger, trigger.name}, trigger);
    }

    Catalog m_model;
    const Autoincrement m_way;
    const OracleVersion &m_version;
    std::map<QualifiedName, std::vector<const ProgramUnit *>> m_triggers;
};

} // namespace

QString toString(Autoincrement way)
{
    for (const WayName &known : ways)
        if (known.way == way)
            return known.name.toString();
    return {};
}

QStringList autoincrementWords()
{
    QStringList words;
    for (const WayName &known : ways)
        words += known.name.toString();
    return words;
}

Result<Autoincrement> parseAutoincrement(QStringView text)
{
    for (const WayName &known : ways)
        if (known.name == text.trimmed())
            return known.way;
    return failure(ErrorKind::Usage,
                   Tr::tr("“%1” is no way of autoincrement: say one of %2.")
                       .arg(text, autoincrementWords().join(u", "_s)));
}

Catalog completed(Catalog model, Autoincrement way, const OracleVersion &version,
                  const std::set<QualifiedName> &exempt)
{
    if (way == Autoincrement::Off)
        return model;
    const bool tooOld = (way == Autoincrement::Identity && !version.hasIdentity())
        || (way == Autoincrement::SequenceDefault && !version.hasSequenceDefault());
    return Completion(std::move(model), tooOld ? Autoincrement::SequenceTrigger : way, version)
        .run(exempt);
}

} // namespace Athanor
