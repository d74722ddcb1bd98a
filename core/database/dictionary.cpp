// SPDX-License-Identifier: MIT
#include "database/dictionary.h"

#include "database/dictionaryqueries.h"
#include "database/dictionarytext.h"
#include "schema/normalform.h"

#include <QtCore/QCoreApplication>

#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Athanor::Dictionary", text);
}

// The rows of one query, asked by column name.
class Table_
{
};

class Reading
{
public:
    Reading(Session &session, const DictionaryOptions &options)
        : m_session(session)
        , m_options(options)
    {
    }
    [[nodiscard]] Result<Catalog> read();

private:
    struct Result_;
    Session &m_session;
    const DictionaryOptions &m_options;
};

} // namespace

} // namespace Athanor
