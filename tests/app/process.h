// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonDocument>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QTemporaryDir>

// What a call of athanor answered.
struct Answer
{
    int exit = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonDocument json() const; // of `out`; null where it is none
    [[nodiscard]] QString said() const; // all of it, for a failed test
};

// A folder of its own, and athanor called in it: without a display, without a terminal.
class Shop
{
public:
    // With a project in it, made by `athanor init`, unless told otherwise.
    enum With { Project, Nothing };
    explicit Shop(With with = Project);

    [[nodiscard]] QString path(const QString &relative = {}) const;
    void write(const QString &relative, const QByteArray &bytes) const;
    [[nodiscard]] QString read(const QString &relative) const;
    [[nodiscard]] QStringList files(const QString &relative) const; // of a folder, by name

    [[nodiscard]] Answer run(const QStringList &arguments, const QByteArray &input = {},
                             const QStringList &environment = {}) const;
    // The same for one word after another: "migrate -m x" (no quotes).
    [[nodiscard]] Answer run(const char *words) const;

private:
    QTemporaryDir m_directory;
};

// Compares an answer's exit code and, where it is another, shows what was said. QVERIFY2 evaluates
// its text always, so the answer is taken once.
#define EXPECT_EXIT(answer, code)                                                                  \
    do {                                                                                           \
        const Answer given = (answer);                                                             \
        QVERIFY2(given.exit == (code), qPrintable(given.said()));                                  \
    } while (false)
