// SPDX-License-Identifier: MIT
// athanor.toml read into a Project.
#include "base/nearest.h"
#include "diff/autoincrement.h"
#include "revision/project.h"
#include "revision/toml.h"
#include "schema/name.h"
#include "schema/oracleversion.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Project", text);
}

QString fromToml(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString typeName(const toml::node &node)
{
    switch (node.type()) {
    case toml::node_type::none:
        break;
    case toml::node_type::table:
        return tr("a table");
    case toml::node_type::array:
        return tr("a list");
    case toml::node_type::string:
        return tr("a string");
    case toml::node_type::integer:
        return tr("an integer");
    case toml::node_type::floating_point:
        return tr("a number with a point");
    case toml::node_type::boolean:
        return tr("true or false");
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
        return tr("a date or time");
    }
    return tr("nothing");
}

// Whether a URL has a password: oracle://user:password@… or SQL*Plus's user/password@….
bool hasPassword(const QString &url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const qsizetype at = url.indexOf(u'@');
    if (scheme >= 0 && at > scheme) {
        const QString userInfo = url.mid(scheme + 3, at - scheme - 3);
        const qsizetype separator = userInfo.indexOf(QRegularExpression(u"[:/]|%3[aA]|%2[fF]"_s));
        if (separator >= 0 && userInfo.mid(separator) != "/"_L1)
            return true;
    }
    static const QRegularExpression parameter(u"[?&;](password|passwd|pwd)="_s,
                                              QRegularExpression::CaseInsensitiveOption);
    return url.contains(parameter);
}

bool isSecret(const QString &key)
{
    static const QRegularExpression secret(u"passw|pwd|secret"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return key.contains(secret);
}

class Reader
{
public:
    Reader(const QString &text, const QString &file)
        : m_lines(text.split(u'\n'))
        , m_file(file)
    {
        m_reading.project.directory = QFileInfo(file).absolutePath();
        Project &project = m_reading.project;
        project.name = QFileInfo(project.directory).fileName();
        project.model = QStringList{u"model"_s};
        project.oracleVersion = u"19"_s;
        project.autoincrement = u"sequence-default"_s;
        project.versionsDirectory = u"versions"_s;
        const std::string bytes = text.toStdString();
        const toml::parse_result result = toml::parse(std::string_view(bytes));
        if (!result) {
            wrong(result.error().source(), fromToml(result.error().description()));
            return;
        }
        readRoot(result.table());
        std::stable_sort(m_reading.errors.begin(), m_reading.errors.end(),
                         [](const Error &a, const Error &b) {
                             return std::tie(a.where.line, a.where.column)
                                 < std::tie(b.where.line, b.where.column);
                         });
    }

    [[nodiscard]] ProjectReading take() { return std::move(m_reading); }

private:
    // toml++ counts columns in code points, we in UTF-16 units.
    [[nodiscard]] Place place(const toml::source_region &source) const
    {
        const int line = int(source.begin.line);
        int column = int(source.begin.column);
        if (line >= 1 && line <= m_lines.size()) {
            const QList<uint> points = m_lines[line - 1].toUcs4();
            const qsizetype before = std::min<qsizetype>(column - 1, points.size());
            column += int(std::count_if(points.begin(), points.begin() + before,
                                        [](uint point) { return point > 0xffff; }));
        }
        return {m_file, line, column};
    }

    void wrong(const toml::source_region &source, const QString &message)
    {
        m_reading.errors.push_back({ErrorKind::Syntax, message, 0, place(source), {}});
    }

    void unknownKey(const toml::key &key, const QStringList &known, const QString &where)
    {
        const QString name = fromToml(key.str());
        if (isSecret(name)) {
            wrong(key.source(),
                  tr("a project holds no passwords; remove '%1' and use the wallet, the keychain, "
                     "ATHANOR_PASSWORD or the prompt")
                      .arg(name));
            return;
        }
        const QString nearest = nearestWord(name, known);
        wrong(key.source(),
              nearest.isEmpty()
                  ? tr("unknown key '%1' in %2; expected one of %3")
                        .arg(name, where, known.join(", "_L1))
                  : tr("unknown key '%1' in %2; did you mean '%3'?").arg(name, where, nearest));
    }

    const toml::table *table(const toml::node &node, const QString &what)
    {
        if (!node.is_table())
            wrong(node.source(), tr("expected %1 as a table, not %2").arg(what, typeName(node)));
        return node.as_table();
    }

    // A string, not empty.
    QString text(const toml::key &key, const toml::node &node)
    {
        const auto *string = node.as_string();
        if (!string || string->get().empty()) {
            wrong(node.source(),
                  tr("expected %1 = \"…\", not %2")
                      .arg(fromToml(key.str()), string ? tr("an empty string") : typeName(node)));
            return {};
        }
        return fromToml(string->get());
    }

    QString oneOf(const toml::key &key, const toml::node &node, const QStringList &words)
    {
        const QString value = text(key, node);
        if (!value.isEmpty() && !words.contains(value)) {
            const QString nearest = nearestWord(value, words);
            wrong(node.source(),
                  nearest.isEmpty() ? tr("expected one of %1").arg(words.join(", "_L1))
                                    : tr("expected one of %1; did you mean '%2'?")
                                          .arg(words.join(", "_L1), nearest));
        }
        return value;
    }

    QStringList textOrList(const toml::key &key, const toml::node &node)
    {
        const toml::array *array = node.as_array();
        if (!array)
            return {text(key, node)};
        QStringList list;
        for (const toml::node &element : *array) {
            if (const QString value = text(key, element); !value.isEmpty())
                list.push_back(value);
        }
        return list;
    }

    void readRoot(const toml::table &root)
    {
        for (const auto &[key, node] : root) {
            if (key == "project") {
                if (const toml::table *project = table(node, u"[project]"_s))
                    readSettings(*project);
            } else if (key == "target") {
                if (const toml::table *targets = table(node, u"[target.NAME]"_s))
                    readTargets(*targets);
            } else if (key == "drift") {
                if (const toml::table *drift = table(node, u"[drift]"_s))
                    readDrift(*drift);
            } else if (key == "style") {
                if (const toml::table *style = table(node, u"[style]"_s))
                    readStyle(*style);
            } else if (key == "variables") {
                if (const toml::table *variables = table(node, u"[variables]"_s))
                    readVariables(*variables);
            } else if (key == "test-user") {
                if (const toml::table *user = table(node, u"[test-user]"_s))
                    readTestUser(*user);
            } else if (key == "oracle") {
                if (const toml::table *oracle = table(node, u"[oracle]"_s))
                    readOracle(*oracle);
            } else {
                unknownKey(key,
                           {u"project"_s, u"target"_s, u"drift"_s, u"test-user"_s, u"oracle"_s,
                            u"style"_s, u"variables"_s},
                           tr("athanor.toml"));
            }
        }
    }

    void readSettings(const toml::table &settings)
    {
        Project &project = m_reading.project;
        for (const auto &[key, node] : settings) {
            if (key == "name") {
                project.name = text(key, node);
            } else if (key == "model") {
                project.model = textOrList(key, node);
                if (project.model.isEmpty())
                    wrong(node.source(), tr("expected a folder or file, or a list of them"));
            } else if (key == "model_command") {
                project.modelCommand = text(key, node);
            } else if (key == "oracle_version") {
                // 19 without quotes can mean one thing only; 19.10 would become 19.1.
                if (const auto *number = node.as_integer())
                    project.oracleVersion = QString::number(number->get());
                else if (node.is_floating_point())
                    wrong(node.source(), tr("write the version in quotes, like \"19.28\""));
                else
                    project.oracleVersion = text(key, node);
                if (const Result<OracleVersion> version = parseOracleVersion(project.oracleVersion);
                    !version && !project.oracleVersion.isEmpty())
                    wrong(node.source(), version.error().message);
            } else if (key == "autoincrement") {
                project.autoincrement = oneOf(key, node, autoincrementWords());
            } else if (key == "versions") {
                project.versionsDirectory = text(key, node);
            } else if (key == "substitution") {
                if (const auto *value = node.as_boolean())
                    project.substitution = value->get();
                else
                    wrong(node.source(), tr("expected true or false, not %1").arg(typeName(node)));
            } else if (key == "ignore") {
                for (const QString &pattern : textOrList(key, node))
                    project.ignore.push_back(storedName(pattern));
            } else {
                unknownKey(key,
                           {u"name"_s, u"model"_s, u"model_command"_s, u"oracle_version"_s,
                            u"autoincrement"_s, u"substitution"_s, u"versions"_s, u"ignore"_s},
                           u"[project]"_s);
            }
        }
    }

    void readOracle(const toml::table &oracle)
    {
        for (const auto &[key, node] : oracle) {
            if (key == "client")
                m_reading.project.oracle.client = folder(key, node);
            else if (key == "tns_admin")
                m_reading.project.oracle.tnsAdmin = folder(key, node);
            else
                unknownKey(key, {u"client"_s, u"tns_admin"_s}, u"[oracle]"_s);
        }
    }

    // Absolute; ~ is the home folder, as in a shell.
    QString folder(const toml::key &key, const toml::node &node)
    {
        QString value = text(key, node);
        if (value.isEmpty())
            return {};
        if (value == "~"_L1 || value.startsWith("~/"_L1))
            value.replace(0, 1, QDir::homePath());
        return QDir::cleanPath(QDir(m_reading.project.directory).absoluteFilePath(value));
    }

    void readDrift(const toml::table &drift)
    {
        for (const auto &[key, node] : drift) {
            if (key != "ignore") {
                unknownKey(key, {u"ignore"_s}, u"[drift]"_s);
                continue;
            }
            for (const QString &text : textOrList(key, node)) {
                if (text.isEmpty())
                    continue; // said already
                const Result<ObjectRule> rule = ObjectRule::parse(text);
                if (rule)
                    m_reading.project.driftIgnore.push_back(*rule);
                else
                    wrong(node.source(), rule.error().message);
            }
        }
    }

    void readStyle(const toml::table &style)
    {
        for (const auto &[key, node] : style) {
            if (key == "keywords")
                m_reading.project.lowerCaseKeywords = isLower(key, node);
            else if (key == "names")
                m_reading.project.lowerCaseNames = isLower(key, node);
            else
                unknownKey(key, {u"keywords"_s, u"names"_s}, u"[style]"_s);
        }
    }

    bool isLower(const toml::key &key, const toml::node &node)
    {
        return oneOf(key, node, {u"upper"_s, u"lower"_s}) == "lower"_L1;
    }

    // Values of &NAME. Everybody who reads the project reads them: nothing secret belongs here.
    void readVariables(const toml::table &variables)
    {
        static const QRegularExpression wellFormed(u"^[A-Za-z0-9_$#]+$"_s);
        for (const auto &[key, node] : variables) {
            const QString name = fromToml(key.str()).toUpper();
            const std::optional<QString> value = scalar(node);
            if (isSecret(name)) {
                wrong(key.source(),
                      tr("a project holds no passwords, not even as a variable; a script that "
                         "needs '%1' cannot be part of a model or a revision")
                          .arg(fromToml(key.str())));
            } else if (!wellFormed.match(name).hasMatch()) {
                wrong(key.source(),
                      tr("expected a variable's name of letters, digits, _ $ and #, as &NAME has "
                         "it"));
            } else if (!value) {
                wrong(
                    node.source(),
                    tr("expected one value for the variable %1, not %2").arg(name, typeName(node)));
            } else if (!m_reading.project.variables.emplace(name, *value).second) {
                wrong(key.source(),
                      tr("the variable %1 is given twice; capitals make no difference").arg(name));
            }
        }
    }

    void readTargets(const toml::table &targets)
    {
        std::vector<std::pair<toml::source_position, Target>> placed;
        for (const auto &[key, node] : targets) {
            const QString name = fromToml(key.str());
            const toml::table *settings = table(node, u"[target.%1]"_s.arg(name));
            if (!settings)
                continue;
            if (name.isEmpty() || name.startsWith(u'-')) {
                wrong(key.source(),
                      tr("expected a target's name that is not empty and begins with no '-'"));
            }
            placed.emplace_back(key.source().begin, readTarget(name, key, *settings));
        }
        // toml++ keeps tables by name; people mean the first they wrote.
        std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) {
            return std::tie(a.first.line, a.first.column) < std::tie(b.first.line, b.first.column);
        });
        for (auto &[position, target] : placed)
            m_reading.project.targets.push_back(std::move(target));
    }

    Target readTarget(const QString &name, const toml::key &nameKey, const toml::table &settings)
    {
        Target target;
        target.name = name;
        for (const auto &[key, node] : settings) {
            if (key == "url")
                target.url = url(key, node);
            else if (key == "environment")
                target.environment = oneOf(key, node, environments());
            else
                unknownKey(key, {u"url"_s, u"environment"_s}, u"[target.%1]"_s.arg(name));
        }
        if (!settings.contains("url"))
            wrong(nameKey.source(),
                  tr("[target.%1] has no url; expected url = \"sandbox:FILE\" or "
                     "\"oracle://USER@HOST:PORT/SERVICE\"")
                      .arg(name));
        return target;
    }

    // Never repeats what is wrong with it: a mistyped URL may hold a password.
    QString url(const toml::key &key, const toml::node &node)
    {
        const QString value = text(key, node);
        if (value.isEmpty())
            return {};
        if (hasPassword(value)) {
            wrong(node.source(),
                  tr("the URL has a password in it; write oracle://USER@… without one. It comes "
                     "from the wallet, the keychain, ATHANOR_PASSWORD or the prompt"));
            return {};
        }
        if (!value.startsWith("sandbox:"_L1) && !value.startsWith("oracle://"_L1)) {
            wrong(node.source(), tr("expected a URL that begins with sandbox: or oracle://"));
            return {};
        }
        return value;
    }

    void readTestUser(const toml::table &user)
    {
        for (const auto &[key, node] : user) {
            if (key == "table")
                m_reading.project.testUser.table = storedName(text(key, node));
            else if (key == "kind")
                readKind(key, node);
            else if (const toml::table *account = node.as_table(); account && key == "account")
                readAccount(*account);
            else if (const toml::table *values = node.as_table())
                readValues(key, *values);
            else
                readValue(key, node);
        }
    }

    void readKind(const toml::key &key, const toml::node &node)
    {
        const auto *word = node.as_string();
        if (word && *word == "registered") {
            m_reading.project.testUser.kind = TestUserKind::Registered;
        } else if (word && *word == "account") {
            m_reading.project.testUser.kind = TestUserKind::Account;
        } else {
            wrong(key.source(),
                  tr("expected kind = \"registered\" or kind = \"account\"; a value for a column "
                     "KIND goes under [test-user.values]"));
        }
    }

    void readAccount(const toml::table &settings)
    {
        TestAccountSettings &account = m_reading.project.testUser.account;
        for (const auto &[key, node] : settings) {
            if (key == "prefix") {
                account.prefix = storedName(text(key, node));
            } else if (key == "default_tablespace") {
                account.defaultTablespace = storedName(text(key, node));
            } else if (key == "quota") {
                static const QRegularExpression size(u"^(UNLIMITED|[0-9]+[KMGTPE]?)$"_s);
                account.quota =
                    (node.is_integer() ? scalar(node).value_or(QString()) : text(key, node))
                        .toUpper();
                if (!account.quota.isEmpty() && !size.match(account.quota).hasMatch())
                    wrong(node.source(), tr("expected a quota like \"50M\" or \"UNLIMITED\""));
            } else if (key == "grants") {
                account.grants.clear();
                for (const QString &grant : textOrList(key, node))
                    addGrant(grant, node);
            } else {
                unknownKey(key, {u"prefix"_s, u"default_tablespace"_s, u"quota"_s, u"grants"_s},
                           u"[test-user.account]"_s);
            }
        }
    }

    // A privilege or a role, and nothing that follows one in a GRANT.
    void addGrant(const QString &grant, const toml::node &node)
    {
        static const QRegularExpression plain(u"^[A-Za-z][A-Za-z0-9_$#]*( [A-Za-z]+)*$"_s);
        static const QRegularExpression quoted(u"^\"[^\"]+\"$"_s);
        static const QRegularExpression clause(u"\\b(TO|WITH|ON)\\b"_s,
                                               QRegularExpression::CaseInsensitiveOption);
        const bool isPlain = plain.match(grant).hasMatch() && !grant.contains(clause);
        if (isPlain || quoted.match(grant).hasMatch())
            m_reading.project.testUser.account.grants += grant;
        else if (!grant.isEmpty())
            wrong(node.source(),
                  tr("expected a role or a system privilege, like \"CREATE SESSION\", not \"%1\"")
                      .arg(grant));
    }

    // [test-user.values], the place for a column that is itself called "table".
    void readValues(const toml::key &name, const toml::table &values)
    {
        if (name != "values") {
            unknownKey(name, {u"kind"_s, u"table"_s, u"account"_s, u"values"_s}, u"[test-user]"_s);
            return;
        }
        for (const auto &[key, node] : values)
            readValue(key, node);
    }

    void readValue(const toml::key &key, const toml::node &node)
    {
        const QString column = storedName(fromToml(key.str()));
        if (m_reading.project.testUser.values.contains(column))
            wrong(key.source(), tr("the column %1 is given twice").arg(column));
        if (const std::optional<QString> value = scalar(node)) {
            m_reading.project.testUser.values[column] = *value;
        } else {
            wrong(node.source(),
                  tr("expected one value for the column %1, not %2").arg(column, typeName(node)));
        }
    }

    // As Oracle's text for it: a NUMBER(1) takes 1 and 0 for true and false, a DATE takes ISO.
    static std::optional<QString> scalar(const toml::node &node)
    {
        if (const auto *string = node.as_string())
            return fromToml(string->get());
        if (const auto *integer = node.as_integer())
            return QString::number(integer->get());
        if (const auto *number = node.as_floating_point())
            return QString::number(number->get(), 'g', 17);
        if (const auto *boolean = node.as_boolean())
            return boolean->get() ? u"1"_s : u"0"_s;
        std::ostringstream stream;
        if (const auto *date = node.as_date())
            stream << date->get();
        else if (const auto *time = node.as_time())
            stream << time->get();
        else if (const auto *both = node.as_date_time())
            stream << both->get();
        const std::string text = stream.str();
        return text.empty() ? std::nullopt : std::optional(fromToml(text));
    }

    ProjectReading m_reading;
    QStringList m_lines;
    QString m_file;
};

} // namespace

ProjectReading parseProject(const QString &text, const QString &file)
{
    return Reader(text, file).take();
}

} // namespace Athanor
