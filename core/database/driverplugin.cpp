// SPDX-License-Identifier: MIT
#include "database/driverplugin.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QLibrary>
#include <QtCore/QPluginLoader>

#if defined(Q_OS_LINUX)
#include <dlfcn.h>
#include <elf.h>
#endif

#include <algorithm>
#include <cstring>
#include <set>

using namespace Qt::StringLiterals;

namespace Athanor {
namespace {

#if defined(Q_OS_LINUX)

template <typename T>
bool readAt(const QByteArray &bytes, quint64 offset, T *value)
{
    if (offset > quint64(bytes.size()) || quint64(bytes.size()) - offset < sizeof(T))
        return false;
    std::memcpy(value, bytes.constData() + offset, sizeof(T));
    return true;
}

// The DT_NEEDED entries of a 64-bit ELF file (System V ABI, "Dynamic Linking"); none of a file that
// is something else.
QStringList neededLibraries(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const uchar *mapped = file.map(0, file.size());
    if (!mapped)
        return {};
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(mapped), file.size());
    Elf64_Ehdr header;
    if (!readAt(bytes, 0, &header) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0
        || header.e_ident[EI_CLASS] != ELFCLASS64)
        return {};
    std::vector<Elf64_Phdr> segments;
    for (int i = 0; i < header.e_phnum; ++i) {
        Elf64_Phdr segment;
        if (readAt(bytes, header.e_phoff + quint64(i) * header.e_phentsize, &segment))
            segments.push_back(segment);
    }
    const auto fileOffset = [&](quint64 address) -> quint64 {
        for (const Elf64_Phdr &segment : segments) {
            if (segment.p_type == PT_LOAD && address >= segment.p_vaddr
                && address - segment.p_vaddr < segment.p_filesz)
                return address - segment.p_vaddr + segment.p_offset;
        }
        return quint64(bytes.size()); // nowhere: nothing can be read there
    };
    std::vector<quint64> names;
    quint64 strings = quint64(bytes.size());
    for (const Elf64_Phdr &segment : segments) {
        if (segment.p_type != PT_DYNAMIC)
            continue;
        Elf64_Dyn entry;
        for (quint64 at = segment.p_offset; readAt(bytes, at, &entry) && entry.d_tag != DT_NULL;
             at += sizeof entry) {
            if (entry.d_tag == DT_NEEDED)
                names.push_back(entry.d_un.d_val);
            else if (entry.d_tag == DT_STRTAB)
                strings = fileOffset(entry.d_un.d_ptr);
        }
    }
    QStringList libraries;
    for (const quint64 name : names) {
        if (strings + name < quint64(bytes.size())) {
            const char *begin = bytes.constData() + strings + name;
            const size_t longest = size_t(quint64(bytes.size()) - strings - name);
            libraries += QString::fromLatin1(begin, qsizetype(qstrnlen(begin, uint(longest))));
        }
    }
    return libraries;
}

// Empty: it loads. The loader's message begins with the file it is about, in every language.
QString loaderSays(const QString &library)
{
    if (dlopen(library.toLocal8Bit().constData(), RTLD_LAZY | RTLD_LOCAL))
        return {};
    return QString::fromLocal8Bit(dlerror());
}

class Walk
{
public:
    explicit Walk(QStringList folders)
        : m_folders(std::move(folders))
    { }

    void visit(const QString &library, const QString &neededBy)
    {
        if (!m_seen.insert(library).second)
            return;
        const QString path = find(library);
        if (path.isEmpty()) {
            const QString says = loaderSays(library);
            // It is about another file: this one is there, and its own needs are the system's.
            if (!says.isEmpty() && says.section(u':', 0, 0) == library)
                m_troubles.push_back({library, neededBy, {}});
            else if (!says.isEmpty())
                m_troubles.push_back({says.section(u':', 0, 0), library, {}});
            return;
        }
        const QStringList needed = neededLibraries(path);
        for (const QString &other : needed)
            visit(other, library);
        if (needed.isEmpty()) {
            // No ELF file of this machine's kind, a 32-bit client for one; or it needs nobody.
            const QString says = loaderSays(path);
            if (!says.isEmpty())
                m_troubles.push_back({library, neededBy, says});
        }
    }

    [[nodiscard]] std::vector<LibraryTrouble> take() { return std::move(m_troubles); }

private:
    [[nodiscard]] QString find(const QString &library) const
    {
        for (const QString &folder : m_folders) {
            const QString path = QDir(folder).filePath(library);
            if (QFileInfo::exists(path))
                return path;
        }
        return {};
    }

    QStringList m_folders;
    std::set<QString> m_seen;
    std::vector<LibraryTrouble> m_troubles;
};

#endif

bool isOracleDriver(const QString &path)
{
    const QJsonArray keys =
        QPluginLoader(path).metaData().value("MetaData"_L1).toObject().value("Keys"_L1).toArray();
    return keys.contains(u"QOCI"_s);
}

} // namespace

DriverPlugin findDriverPlugin()
{
    DriverPlugin plugin;
    for (const QString &path : QCoreApplication::libraryPaths()) {
        const QDir folder(path + u"/sqldrivers"_s);
        plugin.folders += folder.absolutePath();
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            if (QLibrary::isLibrary(name) && isOracleDriver(folder.absoluteFilePath(name))) {
                plugin.file = folder.absoluteFilePath(name);
                return plugin;
            }
        }
    }
    return plugin;
}

std::vector<LibraryTrouble> missingLibraries(const QString &file, const QStringList &folders)
{
#if defined(Q_OS_LINUX)
    Walk walk(folders);
    for (const QString &library : neededLibraries(file))
        walk.visit(library, QFileInfo(file).fileName());
    return walk.take();
#else
    Q_UNUSED(file)
    Q_UNUSED(folders)
    return {};
#endif
}

QString clientNameInPlugin(const QString &pluginFile)
{
#if defined(Q_OS_LINUX)
    for (const QString &library : neededLibraries(pluginFile)) {
        if (library.startsWith("libclntsh.so"_L1))
            return library;
    }
#else
    Q_UNUSED(pluginFile)
#endif
    return {};
}

} // namespace Athanor
