// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace Athanor {

// One entry between the parentheses of AS OBJECT (…), as written.
struct TypeElement
{
    QString name; // of an attribute; of a method, its whole text in normal form
    QString text;
    bool method = false;
};

// The source of an object type taken apart, so that it can be compared and altered entry by entry.
struct ObjectType
{
    QString head; // up to and with the opening parenthesis
    std::vector<TypeElement> elements;
    QString tail; // from the closing parenthesis on

    [[nodiscard]] const TypeElement *named(const QString &name) const;
    [[nodiscard]] QString frame() const; // the source without its elements, in normal form
    [[nodiscard]] QString source() const;

    // ALTER TYPE … ADD | MODIFY | DROP ATTRIBUTE and method; false: there is none to change.
    void add(const TypeElement &element);
    bool modify(const TypeElement &element);
    bool drop(const TypeElement &element);
};

[[nodiscard]] TypeElement typeElement(const QString &text);
// Whether ALTER TYPE … MODIFY ATTRIBUTE makes one of the other: PLS-00719, only widening is
// allowed.
[[nodiscard]] bool isWidening(const TypeElement &from, const TypeElement &to);
// Nothing when the source is no object type (a collection, a wrapped unit).
[[nodiscard]] std::optional<ObjectType> objectType(const QString &source);

} // namespace Athanor
