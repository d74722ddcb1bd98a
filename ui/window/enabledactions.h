// SPDX-License-Identifier: MIT
#pragma once

namespace Athanor {

struct Actions;

// What decides which actions make sense now.
struct WindowState
{
    bool open = false; // a project is
    bool running = false; // statements are being run
    bool connected = false; // the target could be asked
    bool halfWay = false; // a run stands half-way on the target
    bool unsaved = false;
    bool onRevision = false; // one is chosen, not the model
    bool hasFile = false; // the chosen one has a file
    bool applied = false; // the chosen one has run on the target, or begun to
    bool reviewable = false; // the chosen one is not reviewed, or edited since
};

void enableActions(const Actions &actions, const WindowState &state);

} // namespace Athanor
