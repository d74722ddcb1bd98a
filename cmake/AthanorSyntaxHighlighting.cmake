# SPDX-License-Identifier: MIT
# Athanor::SyntaxHighlighting: KSyntaxHighlighting built for Qt 6.
#
# Either the distribution's package (KDE Frameworks 6), or Frameworks 5 in Qt 6 mode as ./athanor-dev builds it
# into the cache, one folder per version of it and of Qt. A KF5SyntaxHighlighting elsewhere on the machine is
# made for Qt 5 and must not be found, hence NO_DEFAULT_PATH.

# Its CMake file names Qt6::Network without looking for it.
find_package(Qt6 REQUIRED COMPONENTS Gui Network)

find_package(KF6SyntaxHighlighting QUIET GLOBAL)
if(KF6SyntaxHighlighting_FOUND)
    add_library(Athanor::SyntaxHighlighting ALIAS KF6::SyntaxHighlighting)
    message(STATUS "KSyntaxHighlighting ${KF6SyntaxHighlighting_VERSION} of the distribution")
    return()
endif()

if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(cache "$ENV{XDG_CACHE_HOME}/athanor")
else()
    set(cache "$ENV{HOME}/.cache/athanor")
endif()
file(GLOB folders "${cache}/ksyntaxhighlighting/*-qt${Qt6_VERSION}-${CMAKE_SYSTEM_PROCESSOR}")
list(SORT folders COMPARE NATURAL ORDER DESCENDING)

find_package(KF5SyntaxHighlighting QUIET GLOBAL NO_DEFAULT_PATH PATHS ${folders})
if(NOT KF5SyntaxHighlighting_FOUND)
    message(FATAL_ERROR "KSyntaxHighlighting for Qt ${Qt6_VERSION} was not found, neither as a package "
                        "(libkf6syntaxhighlighting-dev) nor in ${cache}. Run ./athanor-dev setup: it installs or builds it.")
endif()
add_library(Athanor::SyntaxHighlighting ALIAS KF5::SyntaxHighlighting)
message(STATUS "KSyntaxHighlighting ${KF5SyntaxHighlighting_VERSION} in ${KF5SyntaxHighlighting_DIR}")
