// SPDX-License-Identifier: MIT
#pragma once

namespace Athanor {

class MainWindow;

// Connects the actions that go to whichever editor is looked at: undo, find, problems, zoom, tabs.
void connectEditing(MainWindow *window);

} // namespace Athanor
