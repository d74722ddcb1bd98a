// SPDX-License-Identifier: MIT
#include "ddl/viewoptions.h"

#include "schema/normalform.h"
#include "sql/lexer.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

// In the order of CREATE MATERIALIZED VIEW (SQL Language Reference). The parts of REFRESH are
// options of their own: ALTER … REFRESH COMPLETE leaves its START WITH and NEXT as they are.
enum class Family {
    Leading, // aliases, OF type, ON PREBUILT TABLE, column properties: never altered
    Tablespace,
    Pctfree,
    Pctused,
    Initrans,
    Storage,
    Logging,
    Compress,
    Partitions,
    Cache,
    Parallel,
    Build,
    UsingIndex,
    NeverRefresh,
    Method,
    Mode,
    Start,
    Next,
    With,
    Segment, // USING … ROLLBACK SEGMENT
    Constraints, // USING … CONSTRAINTS
    ForUpdate,
    Edition,
    Computation,
    Rewrite,
};

struct Option
{
    Family family = Family::Leading;
    QString text;
};

bool isRefresh(Family family)
{
    return family >= Family::Method && family <= Family::Constraints;
}

class OptionReader
{
public:
    explicit OptionReader(const QString &text)
        : m_text(text)
        , m_tokens(tokenize(text))
    { }

    std::vector<Option> read()
    {
        int depth = 0;
        for (size_t i = 0; i < m_tokens.size(); ++i) {
            const QStringView word = m_tokens[i].text(m_text);
            std::optional<Family> family;
            if (depth == 0) {
                if (is(i, u"REFRESH") && !is(i - 1, u"NEVER")) {
                    m_inRefresh = true;
                    continue; // written again before the first of its parts
                }
                family = m_inRefresh ? refreshFamily(i) : std::nullopt;
                if (!family)
                    family = familyAt(i);
            }
            if (family || m_options.empty())
                m_options.push_back({family.value_or(Family::Leading), word.toString()});
            else
                m_options.back().text += u' ' + word.toString();
            if (word == u"(")
                ++depth;
            else if (word == u")")
                --depth;
        }
        return std::move(m_options);
    }

private:
    bool is(size_t i, QStringView upper) const
    {
        return i < m_tokens.size() && isKeyword(m_tokens[i], m_text, upper);
    }
    bool isSwitched(size_t i, QStringView first, QStringView second) const
    {
        return (is(i, u"ENABLE") || is(i, u"DISABLE")) && is(i + 1, first) && is(i + 2, second);
    }

    std::optional<Family> refreshFamily(size_t i) const
    {
        if (is(i, u"FAST") || is(i, u"COMPLETE") || is(i, u"FORCE"))
            return Family::Method;
        if (is(i, u"ON")
            && (is(i + 1, u"DEMAND") || is(i + 1, u"COMMIT") || is(i + 1, u"STATEMENT")))
            return Family::Mode;
        if (is(i, u"START") && is(i + 1, u"WITH"))
            return Family::Start;
        if (is(i, u"NEXT"))
            return Family::Next;
        if (is(i, u"WITH") && (is(i + 1, u"PRIMARY") || is(i + 1, u"ROWID")))
            return Family::With;
        if (is(i, u"USING") && (is(i + 1, u"TRUSTED") || is(i + 1, u"ENFORCED")))
            return Family::Constraints;
        if (is(i, u"USING") && !is(i + 1, u"INDEX"))
            return Family::Segment;
        return std::nullopt;
    }

    std::optional<Family> familyAt(size_t i) const
    {
        if (is(i, u"NEVER") && is(i + 1, u"REFRESH"))
            return Family::NeverRefresh;
        if (is(i, u"FOR") && is(i + 1, u"UPDATE"))
            return Family::ForUpdate;
        if (is(i, u"EVALUATE"))
            return Family::Edition;
        if (isSwitched(i, u"ON", u"QUERY"))
            return Family::Computation;
        if (isSwitched(i, u"QUERY", u"REWRITE"))
            return Family::Rewrite;
        if (is(i, u"USING") && (is(i + 1, u"INDEX") || is(i + 1, u"NO")))
            return Family::UsingIndex;
        if (is(i, u"BUILD"))
            return Family::Build;
        // Behind USING INDEX the segment's words are the index's.
        if (!m_options.empty() && m_options.back().family == Family::UsingIndex)
            return std::nullopt;
        static const std::pair<QStringView, Family> words[]{
            {u"TABLESPACE", Family::Tablespace}, {u"PCTFREE", Family::Pctfree},
            {u"PCTUSED", Family::Pctused},       {u"INITRANS", Family::Initrans},
            {u"STORAGE", Family::Storage},       {u"LOGGING", Family::Logging},
            {u"NOLOGGING", Family::Logging},     {u"COMPRESS", Family::Compress},
            {u"NOCOMPRESS", Family::Compress},   {u"PARTITION", Family::Partitions},
            {u"CACHE", Family::Cache},           {u"NOCACHE", Family::Cache},
            {u"PARALLEL", Family::Parallel},     {u"NOPARALLEL", Family::Parallel}};
        for (const auto &[word, family] : words)
            if (is(i, word))
                return family;
        return std::nullopt;
    }

    const QString &m_text;
    std::vector<Token> m_tokens;
    std::vector<Option> m_options;
    bool m_inRefresh = false;
};

void erase(std::vector<Option> &options, std::initializer_list<Family> families)
{
    std::erase_if(options, [families](const Option &option) {
        return std::find(families.begin(), families.end(), option.family) != families.end();
    });
}

// What the change rules out: ON COMMIT has no times, NEVER REFRESH nothing of REFRESH.
void eraseContraries(std::vector<Option> &options, const Option &change)
{
    if (change.family == Family::NeverRefresh)
        std::erase_if(options, [](const Option &option) { return isRefresh(option.family); });
    if (isRefresh(change.family))
        erase(options, {Family::NeverRefresh});
    if (change.family == Family::Mode && !change.text.endsWith("DEMAND"_L1))
        erase(options, {Family::Start, Family::Next});
    if (change.family == Family::Start || change.family == Family::Next)
        std::erase_if(options, [](const Option &option) {
            return option.family == Family::Mode && !option.text.endsWith("DEMAND"_L1);
        });
}

} // namespace

QString mergedViewOptions(const QString &options, const QString &changes)
{
    std::vector<Option> all = OptionReader(options).read();
    for (Option &change : OptionReader(changes).read()) {
        eraseContraries(all, change);
        const auto same = std::find_if(all.begin(), all.end(), [&change](const Option &option) {
            return option.family == change.family && change.family != Family::Leading;
        });
        if (same != all.end())
            *same = std::move(change);
        else
            all.push_back(std::move(change));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Option &a, const Option &b) { return a.family < b.family; });
    QStringList texts;
    bool refreshes = false;
    for (const Option &option : all) {
        if (isRefresh(option.family) && !std::exchange(refreshes, true))
            texts << u"REFRESH"_s;
        texts << option.text;
    }
    return normalizedText(texts.join(u' '));
}

} // namespace Athanor
