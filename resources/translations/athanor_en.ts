<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Athanor::DriftPage</name>
    <message numerus="yes">
        <source>drifted: %n changes by hand</source>
        <translation>
            <numerusform>drifted: %n change by hand</numerusform>
            <numerusform>drifted: %n changes by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects ignored</source>
        <translation>
            <numerusform>%n object ignored</numerusform>
            <numerusform>%n objects ignored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects that no revision ever made; they do not count</source>
        <translation>
            <numerusform>%n object that no revision ever made; it does not count</numerusform>
            <numerusform>%n objects that no revision ever made; they do not count</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::FindBar</name>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::ConnectionDialog</name>
    <message numerus="yes">
        <source>%n aliases in %1</source>
        <translation>
            <numerusform>%n alias in %1</numerusform>
            <numerusform>%n aliases in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::MainWindow</name>
    <message numerus="yes">
        <source>The history has %n heads. A merge joins them; it runs no statement.</source>
        <translation>
            <numerusform>The history has %n head. A merge joins them; it runs no statement.</numerusform>
            <numerusform>The history has %n heads. A merge joins them; it runs no statement.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and the model differ in %n changes.</source>
        <translation>
            <numerusform>%1 and the model differ in %n change.</numerusform>
            <numerusform>%1 and the model differ in %n changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n test users removed.</source>
        <translation>
            <numerusform>%n test user removed.</numerusform>
            <numerusform>%n test users removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::ModelPage</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes not in any revision</source>
        <translation>
            <numerusform>%n change not in any revision</numerusform>
            <numerusform>%n changes not in any revision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::RevisionRow</name>
    <message numerus="yes">
        <source>drifted: %n changes by hand</source>
        <translation>
            <numerusform>drifted: %n change by hand</numerusform>
            <numerusform>drifted: %n changes by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes not in a revision</source>
        <translation>
            <numerusform>%n change not in a revision</numerusform>
            <numerusform>%n changes not in a revision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::RunConfirmation</name>
    <message numerus="yes">
        <source>%n statements will run. Each is journalled before it runs; a failure stops the run where it is.</source>
        <translation>
            <numerusform>%n statement will run. Each is journalled before it runs; a failure stops the run where it is.</numerusform>
            <numerusform>%n statements will run. Each is journalled before it runs; a failure stops the run where it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::RunModel</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::RunPanel</name>
    <message numerus="yes">
        <source>%n statements on %1</source>
        <translation>
            <numerusform>%n statement on %1</numerusform>
            <numerusform>%n statements on %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statements ran on %1.</source>
        <translation>
            <numerusform>%n statement ran on %1.</numerusform>
            <numerusform>%n statements ran on %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The run made %n objects invalid: %1. Oracle compiles them when they are next used; Recompile does it now.</source>
        <translation>
            <numerusform>The run made %n object invalid: %1. Oracle compiles it when it is next used; Recompile does it now.</numerusform>
            <numerusform>The run made %n objects invalid: %1. Oracle compiles them when they are next used; Recompile does it now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::ScriptPage</name>
    <message numerus="yes">
        <source>…and %n more: see Changes.</source>
        <translation>
            <numerusform>…and %n more: see Changes.</numerusform>
            <numerusform>…and %n more: see Changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Athanor::SectionEditor</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
</TS>
