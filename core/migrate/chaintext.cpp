// SPDX-License-Identifier: MIT
#include "migrate/chaintext.h"

using namespace Qt::StringLiterals;

namespace Athanor {

QJsonObject toJson(const ConnectionUrl &url)
{
    return {{u"user"_s, url.user},
            {u"host"_s, url.host},
            {u"port"_s, url.port},
            {u"service"_s, url.service},
            {u"schema"_s, url.schema}};
}

ConnectionUrl connectionUrlFrom(const QJsonObject &json)
{
    ConnectionUrl url;
    url.kind = ConnectionUrl::Kind::Oracle; // no other is ever probed
    url.user = json.value("user"_L1).toString();
    url.host = json.value("host"_L1).toString();
    url.port = json.value("port"_L1).toInt();
    url.service = json.value("service"_L1).toString();
    url.schema = json.value("schema"_L1).toString();
    return url;
}

QJsonObject toJson(const ClientChoice &choice)
{
    return {{u"source"_s, int(choice.source)},
            {u"folder"_s, choice.folder},
            {u"named"_s, choice.named},
            {u"tnsAdmin"_s, choice.tnsAdmin}};
}

ClientChoice clientChoiceFrom(const QJsonObject &json)
{
    ClientChoice choice;
    choice.source =
        ClientChoice::Source(json.value("source"_L1).toInt(int(ClientChoice::Source::Loader)));
    choice.folder = json.value("folder"_L1).toString();
    choice.named = json.value("named"_L1).toString();
    choice.tnsAdmin = json.value("tnsAdmin"_L1).toString();
    return choice;
}

QJsonObject toJson(const ChainLink &link)
{
    return {{u"step"_s, int(link.step)},        {u"state"_s, int(link.state)},
            {u"detail"_s, link.detail},         {u"advice"_s, link.advice},
            {u"code"_s, link.oraCode},          {u"kind"_s, int(link.error.kind)},
            {u"message"_s, link.error.message}, {u"context"_s, link.error.context}};
}

ChainLink chainLinkFrom(const QJsonObject &json)
{
    ChainLink link;
    link.step = ChainLink::Step(json.value("step"_L1).toInt());
    link.state = ChainLink::State(json.value("state"_L1).toInt());
    link.what = chainStepName(link.step);
    link.detail = json.value("detail"_L1).toString();
    link.advice = json.value("advice"_L1).toString();
    link.oraCode = json.value("code"_L1).toInt();
    link.error.kind = ErrorKind(json.value("kind"_L1).toInt());
    link.error.message = json.value("message"_L1).toString();
    link.error.context = json.value("context"_L1).toString();
    link.error.oraCode = link.oraCode;
    return link;
}

} // namespace Athanor
