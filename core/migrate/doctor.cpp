// SPDX-License-Identifier: MIT
// The asking side: starts the probing process, and puts its answers into the chain.
#include "migrate/doctor.h"

#include "base/nearest.h"
#include "database/connectdescriptor.h"
#include "database/tnsnames.h"
#include "migrate/chaintext.h"
#include "sandbox/sandboxdriver.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

using Step = ChainLink::Step;
using State = ChainLink::State;

constexpr Step allSteps[] = {Step::Plugin,   Step::ClientLibrary, Step::DataLibrary, Step::TnsAlias,
                             Step::Listener, Step::Wallet,        Step::Service,     Step::Login,
                             Step::Account,  Step::Privilege,     Step::Version};

// Set in the probing process. A program that does not know --probe-oci would run as a whole, and
// its examinations would start it again, without end.
constexpr QLatin1StringView probingMark("ATHANOR_PROBING");

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Doctor", text);
}

ChainLink &linkOf(Chain &chain, Step step)
{
    return *std::find_if(chain.begin(), chain.end(),
                         [&](const ChainLink &link) { return link.step == step; });
}

Chain blankChain()
{
    Chain chain;
    for (const Step step : allSteps) {
        ChainLink link;
        link.step = step;
        link.what = chainStepName(step);
        chain.push_back(link);
    }
    return chain;
}

void setBroken(Chain &chain, Step step, ErrorKind kind, const QString &detail,
               const QString &advice)
{
    ChainLink &link = linkOf(chain, step);
    link.state = State::Broken;
    link.detail = detail;
    link.advice = advice;
    link.error = {kind, detail, 0, {}, {}};
}

// Everything before the step held, or the step could not have been reached.
void setWellBefore(Chain &chain, Step step)
{
    for (ChainLink &link : chain) {
        if (link.step == step)
            return;
        if (link.state == State::NotReached)
            link.state = State::Well;
    }
}

// ------------------------------------------------------------------------------------ the process

struct Answer
{
    enum class End { Answered, Crashed, TooLate, Stopped, NotStarted } end = End::Answered;
    Chain links;
    QString said; // what it wrote to standard error
};

Answer probe(const ChainQuestion &question, const QJsonObject &request)
{
    Answer answer;
    const QString program =
        question.prober.isEmpty() ? QCoreApplication::applicationFilePath() : question.prober;
    QProcessEnvironment environment = question.environment;
    if (environment.contains(probingMark)) {
        answer.end = Answer::End::NotStarted;
        answer.said = tr("%1 does not answer --probe-oci").arg(program);
        return answer;
    }
    environment.insert(probingMark, u"1"_s);
    const LoaderPath loader = loaderPath(question.client, environment);
    if (!loader.value.isEmpty())
        environment.insert(loader.variable, loader.value);

    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, {u"--probe-oci"_s});
    if (!process.waitForStarted()) {
        answer.end = Answer::End::NotStarted;
        answer.said = process.errorString();
        return answer;
    }
    process.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    process.closeWriteChannel();
    QElapsedTimer elapsed;
    elapsed.start();
    while (!process.waitForFinished(50) && process.state() != QProcess::NotRunning) {
        const bool stopped = question.stopRequested && question.stopRequested();
        if (!stopped && elapsed.elapsed() < question.timeout.count())
            continue;
        process.kill();
        process.waitForFinished();
        answer.end = stopped ? Answer::End::Stopped : Answer::End::TooLate;
        return answer;
    }
    answer.said = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
    const QJsonArray links = QJsonDocument::fromJson(process.readAllStandardOutput())
                                 .object()
                                 .value("links"_L1)
                                 .toArray();
    for (const QJsonValue &link : links)
        answer.links.push_back(chainLinkFrom(link.toObject()));
    if (process.exitStatus() != QProcess::NormalExit || links.isEmpty())
        answer.end = Answer::End::Crashed;
    return answer;
}

// Puts the links into their places. Whether all of them are well.
bool take(Chain &chain, const Answer &answer)
{
    bool well = true;
    for (const ChainLink &link : answer.links) {
        // No common way to log in (ORA-28040): the release is the reason, and nobody logged in.
        setWellBefore(chain,
                      link.step == Step::Version && link.oraCode != 0 ? Step::Login : link.step);
        linkOf(chain, link.step) = link;
        well = well && link.state != State::Broken;
    }
    return well;
}

void takeEnd(Chain &chain, Step step, const ChainQuestion &question, const Answer &answer)
{
    switch (answer.end) {
    case Answer::End::Answered:
        return;
    case Answer::End::Crashed:
        setWellBefore(chain, step);
        if (step == Step::DataLibrary) {
            setBroken(chain, step, ErrorKind::Connection,
                      tr("Oracle's client crashes when it sets itself up."),
                      tr("Most often a file of another release is among its files, or the data "
                         "library is missing: unpack one archive of Instant Client into an empty "
                         "folder."));
        } else {
            setBroken(chain, step, ErrorKind::Connection,
                      tr("Oracle's client crashed while connecting."),
                      tr("Try a newer Instant Client."));
        }
        linkOf(chain, step).error.context = answer.said.left(500);
        return;
    case Answer::End::TooLate:
        setWellBefore(chain, step);
        setBroken(
            chain, step, ErrorKind::Connection,
            tr("There was no answer within %1 seconds.")
                .arg(std::chrono::duration_cast<std::chrono::seconds>(question.timeout).count()),
            step == Step::DataLibrary
                ? tr("Check that the client's folder is not on a network drive that hangs.")
                : tr("Check host, port and firewall; add CONNECT_TIMEOUT to the alias."));
        return;
    case Answer::End::Stopped:
        setBroken(chain, step, ErrorKind::Cancelled, tr("Stopped."), {});
        return;
    case Answer::End::NotStarted:
        setBroken(chain, Step::Plugin, ErrorKind::Connection,
                  tr("The probing process cannot be started: %1").arg(answer.said), {});
        return;
    }
}

// -------------------------------------------------------------------------------------- the place

bool isAlias(const ConnectionUrl &url)
{
    return url.host.isEmpty() && !url.service.startsWith(u'(') && !url.service.contains("://"_L1)
        && !url.service.contains(u'/');
}

// What can be said of the place before anybody is asked.
struct PlaceNotes
{
    QString alias; // "tnsnames.ora, line 3: dbhost:1521/XE"
    QString aliasProblem; // what to say where the client does not know it either
    QString aliasAdvice;
    bool usesTls = false;
};

PlaceNotes notesOf(const ChainQuestion &question)
{
    PlaceNotes notes;
    const ConnectionUrl &url = question.url;
    notes.usesTls = url.service.startsWith("tcps://"_L1)
        || (url.service.startsWith(u'(') && readDescriptor(url.service).usesTls());
    if (!isAlias(url))
        return notes;
    const QString folder = tnsAdminFolder(question.client, question.environment);
    const QString file = tnsNamesFile(folder);
    if (file.isEmpty()) {
        notes.aliasProblem = folder.isEmpty()
            ? tr("There is no tnsnames.ora where the client looks.")
            : tr("There is no tnsnames.ora in %1.").arg(folder);
        notes.aliasAdvice =
            tr("Name its folder in TNS_ADMIN or as tns_admin under [oracle] in athanor.toml, or "
               "write host:port/service instead of the alias.");
        return notes;
    }
    const Result<std::vector<TnsAlias>> aliases = readTnsNames(folder);
    if (!aliases) {
        notes.aliasProblem = aliases.error().toString();
        notes.aliasAdvice = tr("Mend the file; what stands behind the fault is not read.");
        return notes;
    }
    if (const TnsAlias *alias = findAlias(*aliases, url.service, defaultDomain(folder))) {
        notes.alias =
            tr("%1, line %2: %3").arg(alias->file, QString::number(alias->line), alias->summary);
        notes.usesTls = readDescriptor(alias->descriptor).usesTls();
        return notes;
    }
    QStringList names;
    for (const TnsAlias &alias : *aliases)
        names += alias.name;
    const QString nearest = nearestWord(url.service.toUpper(), names);
    notes.aliasProblem = tr("%1 is not in %2.").arg(url.service, file);
    notes.aliasAdvice = nearest.isEmpty() ? tr("It has: %1.").arg(names.mid(0, 12).join(u", "_s))
                                          : tr("Did you mean %1?").arg(nearest);
    return notes;
}

void applyNotes(Chain &chain, const ChainQuestion &question, const PlaceNotes &notes)
{
    ChainLink &alias = linkOf(chain, Step::TnsAlias);
    if (!isAlias(question.url) && alias.state != State::Broken)
        alias.state = State::NotApplicable;
    if (!notes.alias.isEmpty() && alias.state == State::Well)
        alias.detail = notes.alias;
    if (!notes.aliasProblem.isEmpty()) {
        if (alias.state == State::Broken) {
            alias.detail = notes.aliasProblem;
            alias.advice = notes.aliasAdvice;
        } else if (alias.state == State::Well) { // LDAP, or the client reads what we do not
            alias.detail = tr("found by the client, not in tnsnames.ora");
        }
    }
    ChainLink &wallet = linkOf(chain, Step::Wallet);
    if (wallet.state != State::Broken && !question.url.user.isEmpty() && !notes.usesTls)
        wallet.state = State::NotApplicable;
}

Chain examineSandbox(const ChainQuestion &question)
{
    registerSandboxDriver();
    Chain chain = blankChain();
    for (ChainLink &link : chain)
        link.state = State::NotApplicable;
    const Result<std::unique_ptr<Session>> session = Session::open(question.url);
    if (!session) {
        setBroken(chain, Step::Service, session.error().kind, session.error().message, {});
        linkOf(chain, Step::Service).error = session.error();
        return chain;
    }
    ChainLink &service = linkOf(chain, Step::Service);
    service.state = State::Well;
    service.detail = (*session)->description();
    return chain;
}

} // namespace

QString chainStepName(Step step)
{
    switch (step) {
    case Step::Plugin:
        return tr("driver plugin");
    case Step::ClientLibrary:
        return tr("client library");
    case Step::DataLibrary:
        return tr("data library");
    case Step::TnsAlias:
        return tr("TNS alias");
    case Step::Listener:
        return tr("listener");
    case Step::Wallet:
        return tr("wallet and TLS");
    case Step::Service:
        return tr("service");
    case Step::Login:
        return tr("login");
    case Step::Account:
        return tr("account");
    case Step::Privilege:
        return tr("privileges");
    case Step::Version:
        return tr("release");
    }
    return {};
}

const ChainLink *firstBroken(const Chain &chain)
{
    const auto found = std::find_if(chain.begin(), chain.end(), [](const ChainLink &link) {
        return link.state == State::Broken;
    });
    return found == chain.end() ? nullptr : &*found;
}

Chain examineClient(const ChainQuestion &question)
{
    Chain chain = blankChain();
    const Answer answer = probe(question, {{u"client"_s, toJson(question.client)}});
    take(chain, answer);
    takeEnd(chain, Step::DataLibrary, question, answer);
    return chain;
}

Chain examineConnection(const ChainQuestion &question, const Session::PasswordSource &password)
{
    if (question.url.kind == ConnectionUrl::Kind::Sandbox)
        return examineSandbox(question);
    const PlaceNotes notes = notesOf(question);
    Chain chain = examineClient(question);
    if (!firstBroken(chain)) {
        QJsonObject request{{u"client"_s, toJson(question.client)},
                            {u"url"_s, toJson(question.url)}};
        if (question.scripts)
            request.insert(u"scripts"_s, question.scripts->toString());
        if (!question.url.user.isEmpty() && password)
            request.insert(u"password"_s, password(question.url));
        const Answer answer = probe(question, request);
        take(chain, answer);
        takeEnd(chain, Step::Listener, question, answer);
    }
    applyNotes(chain, question, notes);
    ChainLink &listener = linkOf(chain, Step::Listener);
    if (listener.detail.isEmpty() && listener.state == State::Well && !question.url.host.isEmpty())
        listener.detail = u"%1:%2"_s.arg(question.url.host).arg(question.url.port);
    ChainLink &service = linkOf(chain, Step::Service);
    if (service.detail.isEmpty() && service.state == State::Well && !question.url.host.isEmpty())
        service.detail = question.url.service;
    return chain;
}

} // namespace Athanor
