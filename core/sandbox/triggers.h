// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/translator.h"
#include "schema/catalog.h"

namespace Athanor {

enum class RowEvent { Insert, Update, Delete };

// What a trigger does, where the sandbox understands it: the 11g way of numbering rows,
//   BEFORE INSERT ON t FOR EACH ROW [WHEN (NEW.c IS NULL)] BEGIN SELECT s.NEXTVAL INTO :NEW.c FROM
//   DUAL; END;
// or :NEW.c := s.NEXTVAL, with IF :NEW.c IS NULL THEN … END IF around it. None for every other
// trigger.
[[nodiscard]] std::optional<AutoincrementTrigger> autoincrementTrigger(const ProgramUnit &trigger);

// Whether the trigger fires for the event, as far as its heading says.
[[nodiscard]] bool firesOn(const ProgramUnit &trigger, RowEvent event);

// What USER_TRIGGERS says of the heading.
struct TriggerHeading
{
    QString type; // "BEFORE EACH ROW", "AFTER STATEMENT", "INSTEAD OF", "COMPOUND"
    QString event; // "INSERT OR UPDATE"
    QString when; // without the outer parentheses
    QString baseObjectType; // TABLE, VIEW, SCHEMA, DATABASE
    QString body; // from BEGIN, DECLARE, CALL or COMPOUND TRIGGER on
    QString description; // the name and what stands before WHEN and the body
};
[[nodiscard]] TriggerHeading triggerHeading(const ProgramUnit &trigger);

} // namespace Athanor
