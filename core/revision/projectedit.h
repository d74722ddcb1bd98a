// SPDX-License-Identifier: MIT
#pragma once

#include "revision/project.h"

namespace Athanor {

// One change of a setting in athanor.toml.
struct ProjectEdit
{
    enum class Kind {
        Set, // the key gets the value, whether it is there or not
        Append, // the value becomes the last of the key's list; not twice
        Remove, // the key goes; with an empty key the whole table
    };

    Kind kind = Kind::Set;
    QStringList table; // {"target", "dev"}, {"drift"}
    QString key; // "url", "ignore"
    QString value = {};

    friend bool operator==(const ProjectEdit &, const ProjectEdit &) = default;
};

// The text with the edits made, and every other character, comments and line ends too, as it was.
// What comes out is read again and must hold the edits and nothing else; text that is no toml, or
// written in a way that this cannot change (Unsupported), is refused.
[[nodiscard]] Result<QString> withEdits(const QString &text, const std::vector<ProjectEdit> &edits);

// The same for DIRECTORY/athanor.toml, written at once or not at all. A project that cannot be read
// before, or could not be read after, is left alone.
[[nodiscard]] Result<> editProject(const QString &directory, const std::vector<ProjectEdit> &edits);

// A target's settings written there: a new one at the end, one that is there in its place. An empty
// environment takes the line away.
[[nodiscard]] Result<> saveTarget(const QString &directory, const Target &target);

// Adds rules to [drift] ignore; those that stand there already, in whatever spelling, are left out.
// The number added.
[[nodiscard]] Result<int> addDriftRules(const QString &directory,
                                        const std::vector<ObjectRule> &rules);

} // namespace Athanor
