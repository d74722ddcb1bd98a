# SPDX-License-Identifier: MIT
# Qt's Oracle driver, as ./athanor-dev builds it into the cache for this Qt, goes into the application's own plugin
# folder. Without it the application works on the sandbox and says what is missing for Oracle.
# ATHANOR_QOCI_PLUGINS is the folder that holds sqldrivers/libqsqloci.so, or empty.

if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(cache "$ENV{XDG_CACHE_HOME}/athanor")
else()
    set(cache "$ENV{HOME}/.cache/athanor")
endif()
set(ATHANOR_QOCI_PLUGINS "${cache}/qoci/qt${Qt6_VERSION}-${CMAKE_SYSTEM_PROCESSOR}")
if(EXISTS "${ATHANOR_QOCI_PLUGINS}/sqldrivers/libqsqloci.so")
    file(COPY "${ATHANOR_QOCI_PLUGINS}/sqldrivers" DESTINATION "${CMAKE_BINARY_DIR}/app")
    message(STATUS "Qt's Oracle driver in ${ATHANOR_QOCI_PLUGINS}")
else()
    set(ATHANOR_QOCI_PLUGINS "")
    message(STATUS "No Oracle driver (QOCI) for Qt ${Qt6_VERSION} in ${cache}: ./athanor-dev setup builds it")
endif()
