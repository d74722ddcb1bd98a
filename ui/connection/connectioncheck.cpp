// SPDX-License-Identifier: MIT
#include "ui/connection/connectioncheck.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QThreadPool>

namespace Athanor {

namespace {

ConnectionCheck::Examine &examineUsed()
{
    static ConnectionCheck::Examine examine = [](const ChainQuestion &question,
                                                 const Session::PasswordSource &password) {
        // No place: only what this machine has.
        const bool here =
            question.url.kind == ConnectionUrl::Kind::Oracle && question.url.service.isEmpty();
        return here ? examineClient(question) : examineConnection(question, password);
    };
    return examine;
}

// Apart from the threads that read scripts: an examination may wait for a listener for long.
QThreadPool *pool()
{
    static const QPointer<QThreadPool> threads = new QThreadPool(QCoreApplication::instance());
    return threads;
}

} // namespace

ConnectionCheck::ConnectionCheck(QObject *parent)
    : QObject(parent)
{ }

ConnectionCheck::~ConnectionCheck()
{
    abandon();
}

void ConnectionCheck::setExamine(Examine examine)
{
    examineUsed() = std::move(examine);
}

void ConnectionCheck::abandon()
{
    ++m_generation;
    if (m_stop)
        *m_stop = true;
}

void ConnectionCheck::start(ChainQuestion question, const Session::PasswordSource &password)
{
    abandon();
    m_stop = std::make_shared<std::atomic_bool>(false);
    question.stopRequested = [stop = m_stop] { return stop->load(); };
    const QPointer<ConnectionCheck> self(this);
    pool()->start([self, question, password, generation = m_generation, examine = examineUsed()] {
        Chain chain = examine(question, password);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, chain = std::move(chain)] {
                if (!self || self->m_generation != generation)
                    return;
                self->m_running = false;
                Q_EMIT self->runningChanged(false);
                Q_EMIT self->finished(chain);
            },
            Qt::QueuedConnection);
    });
    m_running = true;
    Q_EMIT runningChanged(true);
}

void ConnectionCheck::stop()
{
    if (m_stop)
        *m_stop = true;
}

} // namespace Athanor
