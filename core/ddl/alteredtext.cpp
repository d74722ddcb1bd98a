// SPDX-License-Identifier: MIT
#include "ddl/alteredtext.h"

#include "ddl/readparts.h"
#include "schema/normalform.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// What stands in the parentheses of ORGANIZATION EXTERNAL, in CREATE TABLE's order.
constexpr std::array<QStringView, 4> parts{u"TYPE", u"DEFAULT DIRECTORY", u"ACCESS PARAMETERS",
                                           u"LOCATION"};

// Takes one part or what is none of them; the part's words, empty for the latter.
QString takePart(Cursor &at)
{
    for (const QStringView part : parts) {
        const qsizetype blank = part.indexOf(u' ');
        const QStringView first = blank < 0 ? part : part.first(blank);
        if (!at.isWord(first) || (blank >= 0 && !at.isWord(part.sliced(blank + 1), 1)))
            continue;
        at.skip(blank < 0 ? 1 : 2);
        while (!at.atEnd() && at.isAnyWord({u"USING", u"CLOB", u"BLOB"}))
            at.skip();
        if (at.isPunctuation(u"("))
            at.takeParenthesised();
        else
            at.skip();
        return part.toString();
    }
    if (at.isPunctuation(u"("))
        at.takeParenthesised();
    else
        at.skip();
    return {};
}

QString joined(QStringList texts)
{
    texts.removeAll(QString());
    return texts.join(u' ');
}

} // namespace

bool changesExternal(const QString &change)
{
    return change.startsWith("LOCATION"_L1) || change.startsWith("DEFAULT DIRECTORY"_L1)
        || change.startsWith("ACCESS PARAMETERS"_L1) || change.startsWith("REJECT LIMIT"_L1);
}

QString withExternalPart(const QString &clauses, const QString &change)
{
    Cursor at(clauses, {});
    QStringList result; // of what stands outside the parentheses
    const bool isLimit = change.startsWith("REJECT LIMIT"_L1);
    while (!at.atEnd()) {
        const qsizetype from = at.offset();
        if (at.takeAll({u"REJECT", u"LIMIT"})) {
            at.skip();
            if (!isLimit)
                result << at.slice(from, at.previousEnd()).toString();
        } else if (at.isWord(u"EXTERNAL") && at.isPunctuation(u"(", 1)) {
            at.skip();
            const QString inside = at.takeParenthesised().toString();
            std::array<QString, parts.size()> texts;
            QStringList others;
            for (const QString &source : {inside, isLimit ? QString() : change}) {
                Cursor in(source, {});
                while (!in.atEnd()) {
                    const qsizetype begin = in.offset();
                    const QString part = takePart(in);
                    const QString text = in.slice(begin, in.previousEnd()).toString();
                    const auto *const place = std::find(parts.begin(), parts.end(), part);
                    if (place == parts.end())
                        others << text;
                    else
                        texts[size_t(place - parts.begin())] = text;
                }
            }
            result << u"EXTERNAL ("_s + joined(QStringList(texts.begin(), texts.end()) + others)
                    + u')';
        } else {
            at.skip();
            result << at.slice(from, at.previousEnd()).toString();
        }
    }
    return normalizedText(joined(result + QStringList{isLimit ? change : QString()}));
}

bool changesOverflow(const QString &change)
{
    return change.startsWith("OVERFLOW"_L1) || change.startsWith("INCLUDING"_L1)
        || change == "MAPPING TABLE"_L1 || change == "NOMAPPING"_L1;
}

QString withOverflowPart(const QString &clauses, const QString &change)
{
    QString mapping;
    QString including;
    bool overflow = false;
    std::map<QString, QString> segment;
    QStringList rest;
    for (const QString &source : {clauses, change}) {
        Cursor at(source, {});
        while (!at.atEnd()) {
            const qsizetype from = at.offset();
            if (at.takeAll({u"MAPPING", u"TABLE"})) {
                mapping = u"MAPPING TABLE"_s;
            } else if (at.take(u"NOMAPPING")) {
                mapping.clear();
            } else if (at.take(u"INCLUDING")) {
                at.skip();
                including = at.slice(from, at.previousEnd()).toString();
            } else if (at.take(u"OVERFLOW")) {
                overflow = true;
                while (std::optional<PhysicalClause> clause = readPhysicalClause(at, true))
                    addPhysical(segment, *clause);
            } else {
                if (at.isPunctuation(u"("))
                    at.takeParenthesised();
                else
                    at.skip();
                rest << at.slice(from, at.previousEnd()).toString();
            }
        }
    }
    return normalizedText(joined({joined(rest), mapping, including,
                                  overflow ? u"OVERFLOW"_s : QString(), physicalText(segment)}));
}

} // namespace Athanor
