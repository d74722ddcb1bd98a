// SPDX-License-Identifier: MIT
#include "revision/projectedit.h"

#include "base/atomicfile.h"
#include "revision/projecttemplate.h"
#include "revision/toml.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::ProjectEdit", text);
}

std::string utf8(const QString &text)
{
    return text.toStdString();
}

toml::table *tableAt(toml::table &root, const QStringList &path)
{
    toml::table *table = &root;
    for (const QString &name : path) {
        toml::node *node = table->get(utf8(name));
        table = node ? node->as_table() : nullptr;
        if (!table)
            return nullptr;
    }
    return table;
}

// The edit made to the values: what the edited text has to say. False: a value is where a table
// would have to be.
bool makeEdit(toml::table &root, const ProjectEdit &edit)
{
    if (edit.kind == ProjectEdit::Kind::Remove) {
        const QStringList path =
            edit.key.isEmpty() ? edit.table.first(edit.table.size() - 1) : edit.table;
        if (toml::table *table = tableAt(root, path))
            table->erase(utf8(edit.key.isEmpty() ? edit.table.last() : edit.key));
        return true;
    }
    toml::table *table = &root;
    for (const QString &name : edit.table) {
        table->insert(utf8(name), toml::table{}); // does nothing where there is one
        table = table->get_as<toml::table>(utf8(name));
        if (!table)
            return false;
    }
    const std::string key = utf8(edit.key);
    const std::string value = utf8(edit.value);
    if (edit.kind == ProjectEdit::Kind::Set) {
        table->insert_or_assign(key, value);
        return true;
    }
    toml::array list;
    if (toml::node *before = table->get(key)) {
        if (const toml::array *array = before->as_array())
            list = *array;
        else
            list.push_back(*before); // a single one may be written without brackets
    }
    for (const toml::node &element : list) {
        if (element.value<std::string>() == value)
            return true;
    }
    list.push_back(value);
    table->insert_or_assign(key, std::move(list));
    return true;
}

// A text and what toml++ reads in it, with places as offsets.
class TomlText
{
public:
    [[nodiscard]] static Result<TomlText> read(const QString &text)
    {
        const std::string bytes = utf8(text);
        toml::parse_result result = toml::parse(std::string_view(bytes));
        if (!result) {
            const std::string_view what = result.error().description();
            return failure(ErrorKind::Syntax,
                           QString::fromUtf8(what.data(), qsizetype(what.size())), 0,
                           {{}, int(result.error().source().begin.line), 0});
        }
        return TomlText(text, std::move(result).table());
    }

    [[nodiscard]] toml::table &root() { return m_root; }
    [[nodiscard]] const toml::table &root() const { return m_root; }
    [[nodiscard]] const QString &text() const { return m_text; }

    // toml++ counts lines and code points from 1.
    [[nodiscard]] qsizetype offset(const toml::source_position &position) const
    {
        qsizetype at = m_starts[std::min(size_t(position.line) - 1, m_starts.size() - 1)];
        for (uint column = 1; column < position.column && at < m_text.size(); ++column)
            at += m_text[at].isHighSurrogate() ? 2 : 1;
        return at;
    }
    [[nodiscard]] qsizetype startOf(const toml::node &node) const
    {
        return offset(node.source().begin);
    }
    [[nodiscard]] qsizetype endOf(const toml::node &node) const
    {
        qsizetype end = offset(node.source().end);
        // A value that ends a line is said to end at the next one's beginning, or not, by its kind.
        while (end > startOf(node) && m_text[end - 1].isSpace())
            --end;
        return end;
    }
    [[nodiscard]] qsizetype lineStart(qsizetype at) const
    {
        return at == 0 ? 0 : m_text.lastIndexOf(u'\n', at - 1) + 1;
    }
    [[nodiscard]] qsizetype nextLine(qsizetype at) const
    {
        const qsizetype end = m_text.indexOf(u'\n', at);
        return end < 0 ? m_text.size() : end + 1;
    }
    [[nodiscard]] QString lineEnd() const
    {
        return m_text.contains("\r\n"_L1) ? u"\r\n"_s : u"\n"_s;
    }

private:
    TomlText(QString text, toml::table root)
        : m_text(std::move(text))
        , m_root(std::move(root))
    {
        for (qsizetype i = 0; i < m_text.size(); ++i) {
            if (m_text[i] == u'\n')
                m_starts.push_back(i + 1);
        }
    }

    QString m_text;
    toml::table m_root;
    std::vector<qsizetype> m_starts{0};
};

QString inserted(const QString &text, qsizetype at, const QString &what)
{
    return text.first(at) + what + text.sliced(at);
}

// The new value in the old one's place; a comment behind it keeps its column where it can.
QString replaced(const QString &text, qsizetype start, qsizetype end, const QString &value)
{
    qsizetype comment = end;
    while (comment < text.size() && (text[comment] == u' ' || text[comment] == u'\t'))
        ++comment;
    QString gap = text.sliced(end, comment - end);
    if (comment < text.size() && text[comment] == u'#' && !gap.contains(u'\t'))
        gap = QString(std::max<qsizetype>(1, gap.size() + (end - start) - value.size()), u' ');
    return text.first(start) + value + gap + text.sliced(comment);
}

// Whether the table is the one that a [header] in the text names.
bool hasHeader(const TomlText &toml, const toml::table &table, const QStringList &path)
{
    const qsizetype start = toml.startOf(table);
    const QString line = toml.text().sliced(start, toml.nextLine(start) - start);
    Result<TomlText> header = TomlText::read(line);
    return header && line.startsWith(u'[') && !line.startsWith("[["_L1)
        && tableAt(header->root(), path);
}

// A key's node that stands in the text last, of those that are values.
const toml::node *lastValue(const toml::table &table, const toml::key **key)
{
    const toml::node *last = nullptr;
    for (const auto &[name, node] : table) {
        if (node.is_table() && !node.as_table()->is_inline())
            continue;
        if (!last || last->source().end < node.source().end) {
            last = &node;
            *key = &name;
        }
    }
    return last;
}

// A line KEY = VALUE among the others of its table, or a new table at the end.
QString withNewKey(TomlText &toml, const ProjectEdit &edit, const QString &value)
{
    const QString &text = toml.text();
    const QString setting = u"%1 = %2"_s.arg(tomlKey(edit.key), value);
    const toml::table *table = tableAt(toml.root(), edit.table);
    const toml::key *lastKey = nullptr;
    const toml::node *last = table ? lastValue(*table, &lastKey) : nullptr;
    if (table && table->is_inline()) {
        if (last)
            return inserted(text, toml.endOf(*last), u", "_s + setting);
        return inserted(text, toml.startOf(*table) + 1, u' ' + setting + u' ');
    }
    const auto onNewLine = [&](qsizetype after, const QString &line) {
        const qsizetype at = toml.nextLine(after);
        if (at > 0 && text[at - 1] != u'\n') // the last line has no end
            return inserted(text, at, toml.lineEnd() + line);
        return inserted(text, at, line + toml.lineEnd());
    };
    if (last) {
        // Indented as its neighbour, and with the neighbour's dots before it, if it has any.
        const qsizetype key = toml.offset(lastKey->source().begin);
        const qsizetype start = toml.lineStart(key);
        return onNewLine(toml.endOf(*last), text.sliced(start, key - start) + setting);
    }
    if (table && hasHeader(toml, *table, edit.table))
        return onNewLine(toml.startOf(*table), setting);
    QString result = text;
    const QString end = toml.lineEnd();
    if (!result.isEmpty() && !result.endsWith(u'\n'))
        result += end;
    QStringList names;
    for (const QString &name : edit.table)
        names.append(tomlKey(name));
    if (!result.isEmpty())
        result += end;
    return result + u"[%1]"_s.arg(names.join(u'.')) + end + setting + end;
}

// Where the comma is that follows, comments left aside; -1: `end` comes first.
qsizetype commaAfter(const QString &text, qsizetype from, qsizetype end)
{
    bool inComment = false;
    for (qsizetype at = from; at < end; ++at) {
        if (text[at] == u'\n')
            inComment = false;
        else if (text[at] == u'#')
            inComment = true;
        else if (text[at] == u',' && !inComment)
            return at;
    }
    return -1;
}

QString withAppended(TomlText &toml, const toml::node &before, const ProjectEdit &edit)
{
    const QString value = tomlString(edit.value);
    const QString &text = toml.text();
    const toml::array *array = before.as_array();
    if (!array) {
        const qsizetype start = toml.startOf(before);
        const qsizetype end = toml.endOf(before);
        return replaced(text, start, end,
                        u"[%1, %2]"_s.arg(text.sliced(start, end - start), value));
    }
    if (array->empty())
        return inserted(text, toml.startOf(before) + 1, value);
    const toml::node &last = *array->get(array->size() - 1);
    const qsizetype start = toml.startOf(last);
    const qsizetype line = toml.lineStart(start);
    const QString indent = text.sliced(line, start - line);
    const qsizetype end = toml.endOf(last);
    if (!indent.trimmed().isEmpty())
        return inserted(text, end, u", "_s + value);
    // On a line of its own, below the last one with its comma and its comment.
    const qsizetype close = toml.endOf(before) - 1;
    const qsizetype comma = commaAfter(text, end, close);
    const qsizetype below = toml.nextLine(std::max(end, comma));
    if (below > close)
        return inserted(text, end, u","_s + toml.lineEnd() + indent + value);
    if (comma >= 0)
        return inserted(text, below, indent + value + u',' + toml.lineEnd());
    return inserted(inserted(text, below, indent + value + toml.lineEnd()), end, u","_s);
}

QString withoutLines(const TomlText &toml, qsizetype first, qsizetype last)
{
    const qsizetype start = toml.lineStart(first);
    const qsizetype end = toml.nextLine(last);
    QString text = toml.text().first(start) + toml.text().sliced(end);
    // Two blank lines where one was between tables.
    const QString blank = toml.lineEnd();
    if (start >= 2 * blank.size() && QStringView(text).first(start).endsWith(blank + blank)
        && (start == text.size() || QStringView(text).sliced(start).startsWith(blank)))
        text.remove(start - blank.size(), blank.size());
    return text;
}

QString edited(TomlText &toml, const ProjectEdit &edit)
{
    toml::table *table = tableAt(toml.root(), edit.table);
    toml::node *node = table && !edit.key.isEmpty() ? table->get(utf8(edit.key)) : nullptr;
    switch (edit.kind) {
    case ProjectEdit::Kind::Set:
        if (node)
            return replaced(toml.text(), toml.startOf(*node), toml.endOf(*node),
                            tomlString(edit.value));
        return withNewKey(toml, edit, tomlString(edit.value));
    case ProjectEdit::Kind::Append:
        if (node)
            return withAppended(toml, *node, edit);
        return withNewKey(toml, edit, u"[%1]"_s.arg(tomlString(edit.value)));
    case ProjectEdit::Kind::Remove: {
        if (!table) // a value where a table has to be
            break;
        const toml::key *lastKey = nullptr;
        const toml::node *last = edit.key.isEmpty() ? lastValue(*table, &lastKey) : node;
        const toml::node &first = edit.key.isEmpty() ? *table : *node;
        return withoutLines(toml, toml.startOf(first), toml.endOf(last ? *last : first) - 1);
    }
    }
    return toml.text();
}

Result<QString> withEdit(const QString &text, const ProjectEdit &edit)
{
    Result<TomlText> before = TomlText::read(text);
    if (!before)
        return Failure(before.error());
    toml::table wanted = before->root();
    if (makeEdit(wanted, edit)) {
        if (wanted == before->root())
            return text;
        const QString result = edited(*before, edit);
        const Result<TomlText> after = TomlText::read(result);
        if (after && after->root() == wanted)
            return result;
    }
    return failure(ErrorKind::Unsupported,
                   tr("[%1] is written in a way that Athanor does not change by itself; edit "
                      "athanor.toml by hand")
                       .arg(edit.table.join(u'.')));
}

} // namespace

Result<QString> withEdits(const QString &text, const std::vector<ProjectEdit> &edits)
{
    Result<QString> result = text;
    for (const ProjectEdit &edit : edits) {
        if (result)
            result = withEdit(*result, edit);
    }
    return result;
}

Result<> editProject(const QString &directory, const std::vector<ProjectEdit> &edits)
{
    const QString file = QDir(directory).absoluteFilePath(QLatin1String(projectFileName));
    const Result<QString> before = readTextFile(file);
    if (!before)
        return Failure(before.error());
    if (const ProjectReading reading = parseProject(*before, file); !reading.errors.empty())
        return Failure(reading.errors.front());
    Result<QString> after = withEdits(*before, edits);
    if (!after) {
        after.error().where.file = file;
        return Failure(after.error());
    }
    if (*after == *before)
        return {};
    if (const ProjectReading reading = parseProject(*after, file); !reading.errors.empty())
        return Failure(reading.errors.front());
    return writeTextFile(file, *after);
}

Result<> saveTarget(const QString &directory, const Target &target)
{
    using Kind = ProjectEdit::Kind;
    const QStringList table{u"target"_s, target.name};
    return editProject(directory,
                       {{Kind::Set, table, u"url"_s, target.url},
                        target.environment.isEmpty()
                            ? ProjectEdit{Kind::Remove, table, u"environment"_s}
                            : ProjectEdit{Kind::Set, table, u"environment"_s, target.environment}});
}

Result<int> addDriftRules(const QString &directory, const std::vector<ObjectRule> &rules)
{
    const Result<Project> project = readProject(directory);
    if (!project)
        return Failure(project.error());
    std::vector<ObjectRule> known = project->driftIgnore;
    std::vector<ProjectEdit> edits;
    for (const ObjectRule &rule : rules) {
        if (std::find(known.begin(), known.end(), rule) != known.end())
            continue;
        known.push_back(rule);
        edits.push_back({ProjectEdit::Kind::Append, {u"drift"_s}, u"ignore"_s, rule.toString()});
    }
    if (edits.empty())
        return 0;
    if (const Result<> edited = editProject(project->directory, edits); !edited)
        return Failure(edited.error());
    return int(edits.size());
}

} // namespace Athanor
