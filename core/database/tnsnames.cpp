// SPDX-License-Identifier: MIT
// tnsnames.ora. The rules: Oracle Database Net Services Reference, "Syntax Rules for Configuration
// Files" and "Local Naming Parameters in the tnsnames.ora File". IFILE is not in that book, but
// clients have always read it.
#include "database/tnsnames.h"

#include "database/clientsetup.h"
#include "database/connectdescriptor.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::TnsNames", text);
}

Result<QString> readConfiguration(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::File, tr("cannot read it: %1").arg(file.errorString()), 0,
                       {path, 0, 0});
    }
    QByteArray bytes = file.readAll();
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes.remove(0, 3);
    // Older ones are in the code page of the machine that wrote them; what matters is ASCII.
    return bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

// The text without comments, line ends kept. A # begins one wherever it is not quoted.
QString withoutComments(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        QChar quote;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QChar c = line[i];
            if (!quote.isNull()) {
                if (c == quote)
                    quote = QChar();
            } else if ((c == u'"' || c == u'\'') && line.indexOf(c, i + 1) > 0) {
                quote = c;
            } else if (c == u'#') {
                line.truncate(i);
            }
        }
    }
    return lines.join(u'\n');
}

class Reader
{
public:
    [[nodiscard]] Result<> readFile(const QString &path)
    {
        const Result<QString> text = readConfiguration(path);
        if (!text)
            return Failure(text.error());
        m_open.push_back(QFileInfo(path).canonicalFilePath());
        Result<> done = Entries(*this, path, withoutComments(*text)).read();
        m_open.pop_back();
        return done;
    }

    [[nodiscard]] std::vector<TnsAlias> take() { return std::move(m_aliases); }

private:
    // The entries of one file.
    class Entries
    {
    public:
        Entries(Reader &reader, const QString &file, const QString &text)
            : m_reader(reader)
            , m_file(file)
            , m_text(text)
        { }

        [[nodiscard]] Result<> read()
        {
            for (skipBlanks(); m_at < m_text.size(); skipBlanks()) {
                if (const Result<> entry = readEntry(); !entry)
                    return entry;
            }
            return {};
        }

    private:
        void skipBlanks()
        {
            while (m_at < m_text.size() && m_text[m_at].isSpace())
                advance();
        }

        void advance()
        {
            if (m_text[m_at] == u'\n')
                ++m_line;
            ++m_at;
        }

        [[nodiscard]] Failure wrong(int line, const QString &why) const
        {
            return failure(ErrorKind::Syntax, why, 0, {m_file, line, 0});
        }

        // NAME, NAME = (DESCRIPTION=…), and since 19c NAME = host:port/service
        [[nodiscard]] Result<> readEntry()
        {
            const int line = m_line;
            QString left;
            while (m_at < m_text.size() && m_text[m_at] != u'=') {
                if (m_text[m_at] == u')')
                    return wrong(m_line, tr("there is a closing parenthesis too many"));
                if (m_text[m_at] == u'(')
                    return wrong(m_line,
                                 tr("a parenthesis opens, but no name and = stand before it"));
                left += m_text[m_at];
                advance();
            }
            QStringList names;
            for (const QString &name : left.split(u',', Qt::SkipEmptyParts))
                names.push_back(name.simplified());
            names.removeAll(QString());
            if (m_at == m_text.size())
                return wrong(line,
                             tr("expected NAME = (DESCRIPTION=…), not “%1”")
                                 .arg(left.simplified().left(60)));
            ++m_at; // =
            if (names.isEmpty())
                return wrong(line, tr("there is no name before the ="));
            if (names.size() == 1 && names.front().compare("IFILE"_L1, Qt::CaseInsensitive) == 0)
                return include(restOfLine(), line);
            skipBlanks();
            if (m_at == m_text.size())
                return wrong(line, tr("%1 has no descriptor").arg(names.front()));
            const Result<QString> value =
                m_text[m_at] == u'(' ? parenthesised(names.front(), line) : restOfLine();
            if (!value)
                return Failure(value.error());
            m_reader.add(names, *value, {m_file, line, 0});
            return {};
        }

        [[nodiscard]] QString restOfLine()
        {
            QString rest;
            while (m_at < m_text.size() && m_text[m_at] != u'\n') {
                rest += m_text[m_at];
                advance();
            }
            return rest.trimmed();
        }

        // To the parenthesis that closes the first one, in one line.
        [[nodiscard]] Result<QString> parenthesised(const QString &name, int line)
        {
            // What stands at the very left is a new parameter: so the one before it was not closed.
            static const QRegularExpression beginning(
                u"\\G[A-Za-z][\\w.$-]*(\\s*,\\s*[\\w.$-]+)*[ \\t]*="_s);
            QString value;
            int depth = 0;
            QChar quote;
            while (m_at < m_text.size()) {
                const QChar c = m_text[m_at];
                if (m_at > 0 && m_text[m_at - 1] == u'\n' && quote.isNull()
                    && beginning.match(m_text, m_at).hasMatch())
                    break;
                if (!quote.isNull()) {
                    if (c == quote)
                        quote = QChar();
                } else if ((c == u'"' || c == u'\'') && closesOnThisLine(c)) {
                    quote = c;
                } else if (c == u'(') {
                    ++depth;
                } else if (c == u')') {
                    --depth;
                }
                if (!c.isSpace() || !quote.isNull())
                    value += c;
                advance();
                if (depth == 0)
                    return value;
            }
            return wrong(line,
                         m_at == m_text.size()
                             ? tr("%1 is not closed: %2 closing parentheses are missing at the end "
                                  "of the file")
                                   .arg(name)
                                   .arg(depth)
                             : tr("%1 is not closed: %2 closing parentheses are missing before "
                                  "line %3")
                                   .arg(name)
                                   .arg(depth)
                                   .arg(m_line));
        }

        [[nodiscard]] bool closesOnThisLine(QChar quote) const
        {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            const qsizetype closing = m_text.indexOf(quote, m_at + 1);
            return closing >= 0 && (end < 0 || closing < end);
        }

        [[nodiscard]] Result<> include(QString path, int line)
        {
            for (const QChar quote : {QChar(u'"'), QChar(u'\'')}) {
                if (path.size() > 1 && path.startsWith(quote) && path.endsWith(quote))
                    path = path.sliced(1, path.size() - 2);
            }
            path = QDir(QFileInfo(m_file).absolutePath()).absoluteFilePath(path);
            const QString canonical = QFileInfo(path).canonicalFilePath();
            if (!canonical.isEmpty() && m_reader.m_open.contains(canonical))
                return wrong(line,
                             tr("IFILE includes a file that includes this one: %1").arg(path));
            Result<> done = m_reader.readFile(path);
            if (!done && done.error().where.line == 0) {
                return failure(ErrorKind::File,
                               tr("IFILE names %1: %2").arg(path, done.error().message), 0,
                               {m_file, line, 0});
            }
            return done;
        }

        Reader &m_reader;
        QString m_file;
        QString m_text;
        qsizetype m_at = 0;
        int m_line = 1;
    };

    void add(const QStringList &names, const QString &value, const Place &place)
    {
        QString summary = value;
        if (value.startsWith(u'(')) {
            const ConnectDescriptor descriptor = readDescriptor(value);
            // LISTENER_XE = (ADDRESS=…): a server's own, nobody can connect to it.
            if (!descriptor.hasConnectData)
                return;
            summary = descriptor.summary();
        }
        for (const QString &name : names) {
            if (!findAlias(m_aliases, name))
                m_aliases.push_back({name, summary, place.file, place.line, value});
        }
    }

    std::vector<TnsAlias> m_aliases;
    QStringList m_open; // canonical paths, the outermost first
};

QString parameterOf(const QString &text, const QString &name)
{
    for (const QString &line : withoutComments(text).split(u'\n')) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0 && line.left(equals).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(equals + 1).trimmed();
    }
    return {};
}

} // namespace

QString tnsNamesFile(const QString &tnsAdminFolder)
{
    if (tnsAdminFolder.isEmpty())
        return {};
    for (const QString &name : {u"tnsnames.ora"_s, u".tnsnames.ora"_s}) {
        const QString path = QDir(tnsAdminFolder).filePath(name);
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

Result<std::vector<TnsAlias>> readTnsNames(const QString &tnsAdminFolder)
{
    const QString path = tnsNamesFile(tnsAdminFolder);
    if (path.isEmpty())
        return std::vector<TnsAlias>{};
    Reader reader;
    if (const Result<> done = reader.readFile(path); !done)
        return Failure(done.error());
    return reader.take();
}

QString defaultDomain(const QString &tnsAdminFolder)
{
    const QString path = QDir(tnsAdminFolder).filePath(u"sqlnet.ora"_s);
    if (tnsAdminFolder.isEmpty() || !QFileInfo(path).isFile())
        return {};
    const Result<QString> text = readConfiguration(path);
    return text ? parameterOf(*text, u"NAMES.DEFAULT_DOMAIN"_s) : QString();
}

const TnsAlias *findAlias(const std::vector<TnsAlias> &aliases, const QString &name,
                          const QString &domain)
{
    const auto named = [&](const QString &wanted) -> const TnsAlias * {
        const auto found = std::find_if(aliases.begin(), aliases.end(), [&](const TnsAlias &alias) {
            return alias.name.compare(wanted, Qt::CaseInsensitive) == 0;
        });
        return found == aliases.end() ? nullptr : &*found;
    };
    if (!domain.isEmpty() && !name.contains(u'.')) {
        if (const TnsAlias *alias = named(name + u'.' + domain))
            return alias;
    }
    return named(name);
}

} // namespace Athanor
