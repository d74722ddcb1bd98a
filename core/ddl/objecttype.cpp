// SPDX-License-Identifier: MIT
#include "ddl/objecttype.h"

#include "ddl/readparts.h"
#include "schema/name.h"
#include "schema/normalform.h"
#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

bool startsMethod(const QString &word)
{
    static const QStringList words{
        u"MEMBER"_s,     u"STATIC"_s, u"CONSTRUCTOR"_s,  u"MAP"_s, u"ORDER"_s,
        u"OVERRIDING"_s, u"FINAL"_s,  u"INSTANTIABLE"_s, u"NOT"_s, u"PRAGMA"_s};
    return words.contains(word);
}

auto find(std::vector<TypeElement> &elements, const QString &name)
{
    return std::find_if(elements.begin(), elements.end(),
                        [&name](const TypeElement &element) { return element.name == name; });
}

std::optional<DataType> typeOf(const TypeElement &attribute)
{
    Cursor at(attribute.text, OracleVersion{26, 0});
    at.skip(); // its name
    const std::optional<DataType> type = readDataType(at);
    return at.failed() || !at.atEnd() ? std::nullopt : type;
}

// NUMBER holds any digits, NUMBER(p) p of them left of the point.
bool holdsDigitsOf(const DataType &wide, const DataType &narrow)
{
    if (!wide.precision && !wide.scale)
        return true;
    if (!narrow.precision && !narrow.scale)
        return false;
    const int wideScale = wide.scale.value_or(0);
    const int narrowScale = narrow.scale.value_or(0);
    return wideScale >= narrowScale
        && wide.precision.value_or(38) - wideScale >= narrow.precision.value_or(38) - narrowScale;
}

} // namespace

bool isWidening(const TypeElement &from, const TypeElement &to)
{
    const std::optional<DataType> was = typeOf(from);
    const std::optional<DataType> is = typeOf(to);
    if (!was || !is || was->kind != is->kind || was->userType != is->userType)
        return false;
    // n CHAR holds what n BYTE holds, not the other way round.
    if (was->semantics == LengthSemantics::Char && is->semantics != LengthSemantics::Char)
        return false;
    if (is->length.value_or(0) < was->length.value_or(0))
        return false;
    return was->kind == TypeKind::Number ? holdsDigitsOf(*is, *was)
                                         : is->precision.value_or(0) >= was->precision.value_or(0)
            && is->scale.value_or(0) >= was->scale.value_or(0);
}

TypeElement typeElement(const QString &text)
{
    const std::vector<Token> tokens = tokenize(text);
    if (tokens.empty())
        return {};
    const QString first = storedName(tokens.front().text(text));
    if (tokens.front().kind == TokenKind::Word && startsMethod(first))
        return {normalizedText(text), text.trimmed(), true};
    return {first, text.trimmed(), false};
}

const TypeElement *ObjectType::named(const QString &name) const
{
    const auto found = std::find_if(elements.begin(), elements.end(),
                                    [&name](const TypeElement &e) { return e.name == name; });
    return found == elements.end() ? nullptr : &*found;
}

QString ObjectType::frame() const
{
    QString rest = tail.sliced(1).trimmed();
    while (rest.endsWith(u';'))
        rest.chop(1);
    return normalizedText(QString(head.chopped(1) + u' ' + rest));
}

QString ObjectType::source() const
{
    QStringList texts;
    for (const TypeElement &element : elements)
        texts << element.text;
    return head + texts.join(u", "_s) + tail;
}

// Attributes stand before methods.
void ObjectType::add(const TypeElement &element)
{
    const auto firstMethod = std::find_if(elements.begin(), elements.end(),
                                          [](const TypeElement &e) { return e.method; });
    elements.insert(element.method ? elements.end() : firstMethod, element);
}

bool ObjectType::modify(const TypeElement &element)
{
    const auto found = find(elements, element.name);
    if (found == elements.end())
        return false;
    *found = element;
    return true;
}

bool ObjectType::drop(const TypeElement &element)
{
    const auto found = find(elements, element.name);
    if (found == elements.end())
        return false;
    elements.erase(found);
    return true;
}

std::optional<ObjectType> objectType(const QString &source)
{
    ObjectType type;
    int depth = 0;
    qsizetype from = 0;
    bool isObject = false;
    for (const Token &token : tokenize(source)) {
        const QStringView text = token.text(source);
        if (depth == 0
            && (isKeyword(token, source, u"OBJECT") || isKeyword(token, source, u"UNDER")))
            isObject = true;
        if (text == u"(") {
            if (++depth == 1) {
                from = token.range.end();
                type.head = source.first(from);
            }
            continue;
        }
        const bool ends = text == u")" && depth == 1;
        if (ends || (text == u"," && depth == 1)) {
            type.elements.push_back(typeElement(source.sliced(from, token.range.start - from)));
            from = token.range.end();
        }
        if (text == u")" && --depth == 0) {
            type.tail = source.sliced(token.range.start);
            return isObject ? std::optional(type) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace Athanor
