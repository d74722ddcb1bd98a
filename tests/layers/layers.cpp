// SPDX-License-Identifier: MIT
#include "layers.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// "`base`, `sql`" → {base, sql}; anything outside backquotes is prose.
QStringList quotedWords(const QString &cell)
{
    static const QRegularExpression word(u"`([^`]+)`"_s);
    QStringList words;
    for (auto match = word.globalMatch(cell); match.hasNext();)
        words.append(match.next().captured(1));
    return words;
}

class RoomCheck
{
public:
    RoomCheck(const QString &top, const QString &room, const RoomTable &table)
        : m_top(top)
        , m_room(room)
        , m_rule(table.at(room))
        , m_table(table)
    { }

    QStringList run()
    {
        QStringList files;
        QDirIterator it(m_top + u'/' + m_rule.folder, {u"*.h"_s, u"*.cpp"_s, u"CMakeLists.txt"_s},
                        QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(it.next());
        files.sort();
        for (const QString &file : std::as_const(files)) {
            m_file = file;
            const bool isCMake = file.endsWith(u".txt");
            const QStringList lines = contents(file).split(u'\n');
            for (m_line = 1; m_line <= lines.size(); ++m_line) {
                const QString &line = lines[m_line - 1];
                isCMake ? checkLinks(line) : checkInclude(line);
            }
        }
        return m_found;
    }

private:
    void report(const QString &what)
    {
        m_found.append(
            u"%1:%2: %3"_s.arg(QDir(m_top).relativeFilePath(m_file)).arg(m_line).arg(what));
    }

    void checkRoom(const QString &room)
    {
        if (room != m_room && !m_rule.rooms.contains(room))
            report(u"room %1 may not use room %2"_s.arg(m_room, room));
    }

    void checkQt(const QString &module)
    {
        if (!m_rule.qtModules.contains(module))
            report(u"room %1 may not use Qt %2"_s.arg(m_room, module));
    }

    void checkInclude(const QString &line)
    {
        static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s);
        static const QRegularExpression qtModule(u"^Qt([A-Z]\\w*)/"_s);
        static const QRegularExpression qtClass(u"^Q[A-Z]\\w+$"_s);
        const auto match = include.match(line);
        if (!match.hasMatch())
            return;
        const QString path = match.captured(2);
        if (match.captured(1) == u'<') {
            if (const auto module = qtModule.match(path); module.hasMatch())
                checkQt(module.captured(1));
            else if (qtClass.match(path).hasMatch())
                report(u"write <QtModule/%1>, so that its module can be seen"_s.arg(path));
            return;
        }
        const QString first = path.section(u'/', 0, 0);
        if (path.contains(u'/') && m_table.contains(first))
            checkRoom(first);
        else if (!isOwnFile(path))
            report(u"cannot tell which room \"%1\" belongs to"_s.arg(path));
    }

    bool isOwnFile(const QString &path) const
    {
        if (path.endsWith(u".moc"))
            return true;
        const QString folder = QDir::cleanPath(m_top + u'/' + m_rule.folder);
        for (const QString &from : {folder, QFileInfo(m_file).path()}) {
            const QString file = QDir::cleanPath(from + u'/' + path);
            if (QFile::exists(file) && file.startsWith(folder + u'/'))
                return true;
        }
        return false;
    }

    // Every word of a CMake file that names a target. ROOMS take them without their prefix.
    void checkLinks(const QString &line)
    {
        static const QRegularExpression target(u"\\b(Qt6|athanor)(?:::|_)(\\w+)|\\b(\\w+::\\w+)"_s);
        const QString code = line.section(u'#', 0, 0);
        for (auto it = target.globalMatch(code); it.hasNext();) {
            const auto match = it.next();
            const QString name = match.captured(2);
            if (match.captured(1) == u"Qt6")
                checkQt(name);
            else if (match.captured(1) == u"athanor" && m_table.contains(name))
                checkRoom(name);
            else if (!match.captured(3).isEmpty() && !m_rule.libraries.contains(match.captured(3)))
                report(u"room %1 may not link %2"_s.arg(m_room, match.captured(3)));
        }
        static const QRegularExpression rooms(u"\\bROOMS\\s+([a-z ]+)"_s);
        if (const auto match = rooms.match(code); match.hasMatch()) {
            const QStringList words = match.captured(1).split(u' ', Qt::SkipEmptyParts);
            for (const QString &room : words)
                checkRoom(room);
        }
    }

    QString m_top;
    QString m_room;
    RoomRule m_rule;
    const RoomTable &m_table;
    QString m_file;
    int m_line = 0;
    QStringList m_found;
};

} // namespace

std::optional<RoomTable> readRoomTable(const QString &markdown)
{
    RoomTable table;
    bool inTable = false;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        const QString row = line.trimmed();
        if (!inTable) {
            inTable = row.startsWith(u"| room |");
            continue;
        }
        if (!row.startsWith(u'|'))
            break;
        if (row.startsWith(u"|-"))
            continue;
        // | `core/base` | what it is for | rooms | Qt modules | libraries |
        const QStringList cells = row.split(u'|');
        const QStringList folder = cells.size() == 7 ? quotedWords(cells[1]) : QStringList();
        if (folder.size() != 1)
            return std::nullopt;
        table[folder.first().section(u'/', -1)] = RoomRule{
            folder.first(), quotedWords(cells[3]), quotedWords(cells[4]), quotedWords(cells[5])};
    }
    if (table.empty())
        return std::nullopt;
    return table;
}

QStringList violations(const QString &sourceDirectory, const RoomTable &table)
{
    QStringList found;
    for (const auto &[room, rule] : table) {
        if (!QDir(sourceDirectory + u'/' + rule.folder).exists())
            found.append(u"%1: the room of the table is not in the tree"_s.arg(rule.folder));
        for (const QString &other : rule.rooms) {
            if (!table.contains(other))
                found.append(u"%1: the table names a room %2 that it does not have"_s.arg(
                    rule.folder, other));
        }
        found += RoomCheck(sourceDirectory, room, table).run();
    }
    // The other way round: every folder of core/ is in the table.
    const QStringList folders =
        QDir(sourceDirectory + u"/core"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        const auto row = table.find(folder);
        if (row == table.end() || row->second.folder != u"core/"_s + folder)
            found.append(u"core/%1: not in the table of docs/architecture.md"_s.arg(folder));
    }
    return found;
}

} // namespace Athanor
