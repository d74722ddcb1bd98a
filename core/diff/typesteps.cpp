// SPDX-License-Identifier: MIT
#include "diff/generation.h"

#include "ddl/references.h"
#include "schema/normalform.h"
#include "sql/lexer.h"

#include <algorithm>

namespace Athanor {

using namespace Qt::StringLiterals;
using Tr = GenerateTr;

namespace {

// One entry between the parentheses of AS OBJECT (…).
struct TypeElement
{
    QString name; // of an attribute; of a method, its whole text
    QString text;
    bool method = false;
};

struct ObjectType
{
    std::vector<TypeElement> elements;
    QString frame; // the source without the elements, in normal form
};

bool startsMethod(const QString &word)
{
    static const QStringList words{
        u"MEMBER"_s,     u"STATIC"_s, u"CONSTRUCTOR"_s,  u"MAP"_s, u"ORDER"_s,
        u"OVERRIDING"_s, u"FINAL"_s,  u"INSTANTIABLE"_s, u"NOT"_s, u"PRAGMA"_s};
    return words.contains(word);
}

TypeElement element(const QString &text)
{
    const std::vector<Token> tokens = tokenize(text);
    if (tokens.empty())
        return {};
    const QString first = storedName(tokens.front().text(text));
    if (tokens.front().kind == TokenKind::Word && startsMethod(first))
        return {normalizedText(text), normalizedText(text), true};
    return {first, normalizedText(text), false};
}

// Nothing when the source is no object type (a collection, a wrapped unit).
std::optional<ObjectType> objectType(const QString &source)
{
    const std::vector<Token> tokens = tokenize(source);
    ObjectType type;
    int depth = 0;
    qsizetype from = 0;
    qsizetype open = 0;
    bool isObject = false;
    for (const Token &token : tokens) {
        const QStringView text = token.text(source);
        if (depth == 0
            && (isKeyword(token, source, u"OBJECT") || isKeyword(token, source, u"UNDER")))
            isObject = true;
        if (text == u"(") {
            if (++depth == 1) {
                open = token.range.start;
                from = token.range.end();
            }
            continue;
        }
        const bool ends = text == u")" && depth == 1;
        if (ends || (text == u"," && depth == 1)) {
            type.elements.push_back(element(source.mid(from, token.range.start - from)));
            from = token.range.end();
        }
        if (text == u")" && --depth == 0) {
            QString rest = source.mid(token.range.end()).trimmed();
            while (rest.endsWith(u';'))
                rest.chop(1);
            type.frame = normalizedText(source.left(open) + u' ' + rest);
            return isObject ? std::optional(type) : std::nullopt;
        }
    }
    return std::nullopt;
}

bool hasDependents(const Catalog &catalog, const QualifiedName &type)
{
    for (const auto &[name, table] : catalog.tables) {
        for (const Column &column : table.columns)
            if (column.type.kind == TypeKind::UserDefined && column.type.userType == type)
                return true;
        if (table.kind == TableKind::Object && namesIn(table.otherClauses).count(type.name) != 0)
            return true;
    }
    for (const auto &[key, unit] : catalog.units)
        if (unit.kind == UnitKind::Type && unit.name != type
            && namesIn(unit.source).count(type.name) != 0)
            return true;
    return false;
}

const TypeElement *named(const ObjectType &type, const QString &name)
{
    const auto found = std::find_if(type.elements.begin(), type.elements.end(),
                                    [&name](const TypeElement &e) { return e.name == name; });
    return found == type.elements.end() ? nullptr : &*found;
}

} // namespace

// CREATE OR REPLACE is refused once a table is made of the type (ORA-02303): then only ALTER TYPE …
// CASCADE is left.
void typeReplaced(Generation &generation, const ProgramUnit &before, const ProgramUnit &after,
                  size_t change)
{
    if (!hasDependents(generation.start(), before.name)) {
        unitCreated(generation, after, {change});
        return;
    }
    const std::optional<ObjectType> was = objectType(before.source);
    const std::optional<ObjectType> is = objectType(after.source);
    if (!was || !is || was->frame != is->frame) {
        generation.manual(StepRank::Groundwork,
                          Tr::tr("Type %1 has dependents, so it can be neither replaced nor "
                                 "dropped (%2), and no ALTER TYPE says "
                                 "this change: build a new type, move the data, drop the old one.")
                              .arg(writtenName(after.name), oraCodeText(2303)),
                          {change}, 2303);
        return;
    }
    const auto alter = [&](const QString &action, std::vector<Hazard> hazards = {}) {
        generation.step(StepRank::Groundwork,
                        generation.words(u"ALTER TYPE ") + writtenName(after.name) + u' ' + action
                            + generation.words(u" CASCADE"),
                        {change}, std::move(hazards));
    };
    QStringList added;
    QStringList dropped;
    for (const TypeElement &element : is->elements) {
        const TypeElement *old = named(*was, element.name);
        if (!old && element.method)
            alter(generation.words(u"ADD ") + element.text);
        else if (!old)
            added << element.text;
        else if (old->text != element.text)
            alter(generation.words(u"MODIFY ATTRIBUTE ") + element.text);
    }
    for (const TypeElement &element : was->elements) {
        if (named(*is, element.name))
            continue;
        if (element.method)
            alter(generation.words(u"DROP ") + element.text);
        else
            dropped << writtenName(element.name);
    }
    if (!added.isEmpty())
        alter(generation.words(u"ADD ATTRIBUTE ") + u'(' + added.join(u", "_s) + u')');
    if (!dropped.isEmpty())
        alter(generation.words(u"DROP ATTRIBUTE ") + u'(' + dropped.join(u", "_s) + u')',
              {{HazardKind::LosesData,
                Tr::tr("Drops %1 of type %2 with its values in every table.")
                    .arg(dropped.join(u", "_s), writtenName(after.name))}});
}

} // namespace Athanor
