// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QtCore/QString>
#include <QtCore/QStringView>

#include <compare>

namespace Athanor {

// Names are held as Oracle's dictionary holds them: folded to upper case unless they were quoted,
// without quotes.

// A name inside a schema. An empty owner is the schema the catalog is of.
struct QualifiedName
{
    QString owner;
    QString name;

    [[nodiscard]] bool isEmpty() const { return name.isEmpty(); }
    friend bool operator==(const QualifiedName &, const QualifiedName &) = default;
    friend std::strong_ordering operator<=>(const QualifiedName &a, const QualifiedName &b)
    {
        // Most names have no owner, and maps ask this all the time.
        if (!a.owner.isEmpty() || !b.owner.isEmpty()) {
            if (const int owners = a.owner.compare(b.owner); owners != 0)
                return owners <=> 0;
        }
        return a.name.compare(b.name) <=> 0;
    }
};

// As written (ident, "Ident") to as stored (IDENT, Ident).
[[nodiscard]] QString storedName(QStringView written);

// As stored to as it must be written: quoted where it is reserved, mixed case or has other
// characters.
[[nodiscard]] QString writtenName(QStringView stored);
[[nodiscard]] QString writtenName(const QualifiedName &name);

// Oracle's reserved words (V$RESERVED_WORDS where RESERVED = 'Y'), upper case.
[[nodiscard]] bool isReservedWord(QStringView upper);

// ORA-00972 past the limit (30 bytes below 12.2, 128 from there, of UTF-8); ORA-01741 for an empty
// one.
[[nodiscard]] Result<> checkNameLength(QStringView stored, int maxBytes);

// Names Oracle makes by itself: SYS_C00123, ISEQ$$_…, BIN$…, SYS_IL…$$, SYS_NC…$
[[nodiscard]] bool isSystemName(QStringView stored);

} // namespace Athanor
