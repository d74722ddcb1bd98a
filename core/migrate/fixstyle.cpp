// SPDX-License-Identifier: MIT
// What fixes add, in the project's [style].
#include "ddl/namecase.h"
#include "migrate/scriptfixes.h"

namespace Athanor {

QString keywordsIn(const WriterStyle &style, const QString &upper)
{
    return style.lowerCaseKeywords ? upper.toLower() : upper;
}

QString nameIn(const WriterStyle &style, const QString &stored)
{
    const QString written = writtenName(stored);
    return style.lowerCaseNames && !written.startsWith(u'"') ? written.toLower() : written;
}

QString nameIn(const WriterStyle &style, const QualifiedName &name)
{
    const QString own = nameIn(style, name.name);
    return name.owner.isEmpty() ? own : nameIn(style, name.owner) + u'.' + own;
}

QString scriptIn(const WriterStyle &style, const Sequence &sequence)
{
    WrittenStatement statement = writeSequence(sequence, style);
    if (style.lowerCaseNames) {
        Catalog named;
        named.sequences[sequence.name] = sequence;
        NameCase names;
        names.add(named);
        statement = names.lowered(std::move(statement));
    }
    return scriptText(statement);
}

} // namespace Athanor
