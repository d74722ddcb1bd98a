// SPDX-License-Identifier: MIT
#include "database/connectdescriptor.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// Walks (KEY=VALUE) and (KEY=(…)(…)) once, keeping only what a ConnectDescriptor holds.
class Walker
{
public:
    explicit Walker(const QString &text)
        : m_text(text)
    { }

    [[nodiscard]] ConnectDescriptor walk()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == u'(')
                group();
            else
                ++m_at;
        }
        return std::move(m_result);
    }

private:
    void group()
    {
        ++m_at; // (
        if (m_depth > 50) // no descriptor is; a broken file must not end the program
            return;
        ++m_depth;
        const QString key = word(u"=()").toUpper();
        if (m_at < m_text.size() && m_text[m_at] == u'=')
            ++m_at;
        if (key == "ADDRESS"_L1)
            m_result.addresses.emplace_back();
        if (key == "CONNECT_DATA"_L1)
            m_result.hasConnectData = true;
        skipBlanks();
        while (m_at < m_text.size() && m_text[m_at] != u')') {
            if (m_text[m_at] == u'(')
                group();
            else
                note(key, word(u"()"));
            skipBlanks();
        }
        if (m_at < m_text.size())
            ++m_at; // )
        --m_depth;
    }

    void note(const QString &key, const QString &value)
    {
        const auto fillFirst = [&](QString &place) {
            if (place.isEmpty())
                place = value;
        };
        if (key == "SERVICE_NAME"_L1)
            fillFirst(m_result.service);
        else if (key == "SID"_L1)
            fillFirst(m_result.sid);
        if (m_result.addresses.empty())
            return;
        ConnectDescriptor::Address &address = m_result.addresses.back();
        if (key == "PROTOCOL"_L1)
            address.protocol = value.toLower();
        else if (key == "HOST"_L1 || key == "KEY"_L1)
            fillFirst(address.host);
        else if (key == "PORT"_L1)
            fillFirst(address.port);
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    [[nodiscard]] QString word(QStringView end)
    {
        QString result;
        QChar quote;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (!quote.isNull()) {
                if (c == quote)
                    quote = QChar();
                else
                    result += c;
            } else if (c == u'"') {
                quote = c;
            } else if (end.contains(c)) {
                break;
            } else {
                result += c;
            }
        }
        return result.trimmed();
    }

    const QString &m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    ConnectDescriptor m_result;
};

} // namespace

ConnectDescriptor readDescriptor(const QString &text)
{
    return Walker(text).walk();
}

bool ConnectDescriptor::usesTls() const
{
    return std::any_of(addresses.begin(), addresses.end(),
                       [](const Address &address) { return address.protocol == "tcps"_L1; });
}

QString ConnectDescriptor::summary() const
{
    QString text;
    if (!addresses.empty()) {
        const Address &first = addresses.front();
        if (!first.protocol.isEmpty() && first.protocol != "tcp"_L1)
            text += first.protocol + u"://"_s;
        text += first.host.contains(u':') ? u'[' + first.host + u']' : first.host; // IPv6
        if (!first.port.isEmpty())
            text += u':' + first.port;
    }
    if (!service.isEmpty())
        text += u'/' + service;
    else if (!sid.isEmpty())
        text += u" SID "_s + sid;
    if (addresses.size() > 1) {
        text += QCoreApplication::translate("Athanor::TnsNames", ", +%1 more")
                    .arg(addresses.size() - 1);
    }
    return text;
}

} // namespace Athanor
