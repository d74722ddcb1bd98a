// SPDX-License-Identifier: MIT
#include "cli/catalogjson.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/scripts.h"
#include "cli/text.h"
#include "ddl/writer.h"

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

struct Printed
{
    Catalog catalog;
    Errors errors;
    std::vector<OpaqueNote> notes;
    WriterStyle style;
};

Result<Printed> ofPaths(const Invocation &call)
{
    OracleVersion version;
    if (call.isSet(u"oracle-version")) {
        const Result<OracleVersion> given = parseOracleVersion(call.value(u"oracle-version"));
        if (!given)
            return failure(ErrorKind::Usage, given.error().message);
        version = *given;
    }
    const Result<WorkspaceOverrides> overrides = call.overrides();
    if (!overrides)
        return Failure(overrides.error());
    Project project; // none, but for what the options say
    if (Result<> applied = applyOverrides(project, *overrides); !applied)
        return Failure(applied.error());
    const CatalogReading reading = readCatalogOf(call.arguments(), version, project.variables);
    Printed printed{reading.catalog, reading.errors, reading.notes, writerStyle(project)};
    if (call.isSet(u"autoincrement")) {
        const Result<Autoincrement> way = parseAutoincrement(call.value(u"autoincrement"));
        if (!way)
            return failure(ErrorKind::Usage, way.error().message);
        printed.catalog = completed(reading.catalog, *way, version, reading.noAutoincrement);
    }
    return printed;
}

Result<Printed> ofProject(const Invocation &call)
{
    const Result<Workspace> workspace = call.openWorkspace();
    if (!workspace)
        return Failure(workspace.error());
    const Result<ModelReading> model = readModel(*workspace);
    if (!model)
        return Failure(model.error());
    return Printed{call.isSet(u"as-written") ? model->asWritten : model->completed, model->errors,
                   model->notes, writerStyle(workspace->project)};
}

QString tableText(const Table &table, const Catalog &catalog)
{
    int indexes = 0;
    for (const auto &[name, index] : catalog.indexes)
        indexes += index.table == table.name;
    QStringList parts{tr("%1 columns").arg(table.columns.size())};
    if (table.columns.size() == 1)
        parts.front() = tr("1 column");
    if (const Constraint *key = table.primaryKey())
        parts.push_back(tr("key %1").arg(key->columns.join(", "_L1)));
    for (const Constraint &constraint : table.constraints) {
        if (constraint.kind == ConstraintKind::ForeignKey)
            parts.push_back(u"→ "_s + writtenName(constraint.referencedTable));
    }
    if (indexes > 0)
        parts.push_back(indexes == 1 ? tr("1 index") : tr("%1 indexes").arg(indexes));
    return parts.join(", "_L1);
}

void printList(Terminal &terminal, const Catalog &catalog)
{
    for (const ObjectRef &object : objects(catalog)) {
        QString line = object.type.leftJustified(18) + u' ' + writtenName(object.name);
        if (object.type == "TABLE"_L1) {
            if (const Table *table = catalog.table(object.name)) {
                line += terminal.painted(u"  ("_s + tableText(*table, catalog) + u')',
                                         Terminal::Colour::Dim);
            }
        }
        terminal.printLine(line);
    }
}

void printNotes(Terminal &terminal, const std::vector<OpaqueNote> &notes)
{
    for (const OpaqueNote &note : notes) {
        const Error asLine{ErrorKind::Unsupported, note.reason, 0, note.where,
                           u"%1 %2: %3"_s.arg(note.object.type, writtenName(note.object.name),
                                              shortText(note.text))};
        terminal.printLine(asLine.toString());
    }
    if (notes.empty())
        terminal.note(tr("Everything in it is understood."));
}

QJsonArray notesJson(const std::vector<OpaqueNote> &notes)
{
    QJsonArray array;
    for (const OpaqueNote &note : notes) {
        array.append(QJsonObject{{u"file"_s, jsonOrNull(note.where.file)},
                                 {u"line"_s, note.where.line},
                                 {u"column"_s, note.where.column},
                                 {u"type"_s, note.object.type},
                                 {u"object"_s, writtenName(note.object.name)},
                                 {u"text"_s, note.text},
                                 {u"reason"_s, note.reason}});
    }
    return array;
}

Result<ExitCode> runModel(Invocation &call)
{
    const Result<Printed> printed = call.arguments().isEmpty() ? ofProject(call) : ofPaths(call);
    if (!printed)
        return Failure(printed.error());
    Terminal &terminal = call.terminal();
    if (call.wantsJson()) {
        QJsonObject object = toJson(printed->catalog);
        object[u"notes"_s] = notesJson(printed->notes);
        QJsonArray errors;
        for (const Error &error : printed->errors)
            errors.append(toJson(error));
        object[u"errors"_s] = errors;
        call.printJson(QJsonDocument(object));
    } else if (call.isSet(u"explain")) {
        printNotes(terminal, printed->notes);
    } else if (call.isSet(u"ddl") || call.wantsSql()) {
        terminal.print(scriptText(writeCatalog(printed->catalog, printed->style)));
    } else {
        printList(terminal, printed->catalog);
    }
    for (const Error &error : printed->errors)
        terminal.error(error);
    return printed->errors.empty() ? ExitCode::Done : ExitCode::Project;
}

} // namespace

Verb modelVerb()
{
    Verb verb;
    verb.name = u"model"_s;
    verb.arguments = u"[PATH…]"_s;
    verb.summary = tr("print the schema that the model makes, or any Oracle script");
    verb.description =
        tr("Without a path: the project's model, completed with the sequences its keys need. With "
           "paths (scripts, or folders of them; - is standard input) no project is needed, and "
           "nothing is completed unless --autoincrement says so. Default: one line an object.\nAll "
           "errors are said, each with file, line and column (exit 3); what could be read is "
           "printed all the same.");
    verb.options = {{u"ddl"_s, tr("as canonical Oracle DDL, in an order Oracle accepts")},
                    {u"explain"_s, tr("list what is carried as text because it is not understood")},
                    {u"as-written"_s, tr("the project's model without what its keys need")}};
    verb.examples = {{u"model"_s, tr("the objects of the project's model")},
                     {u"model --ddl hr.sql"_s, tr("a script, in canonical form")},
                     {u"model --json schema/"_s, tr("a folder of scripts, as data")}};
    verb.maxArguments = -1;
    verb.takesJson = verb.takesSql = verb.takesOverrides = verb.takesDefines = verb.writesScripts =
        true;
    verb.run = runModel;
    return verb;
}

} // namespace Athanor
