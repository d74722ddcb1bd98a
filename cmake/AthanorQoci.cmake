# SPDX-License-Identifier: MIT
# Qt's Oracle driver, QOCI. A Qt that brings it (official ones from 6.10 on) is used as it is; otherwise the one that
# ./athanor-dev builds into the cache for this Qt goes beside the application, where Qt looks for plugins, and is
# installed into a plugin folder of ours (app/CMakeLists.txt names it). Without it the application works on the sandbox
# and says what is missing for Oracle.
# ATHANOR_QOCI_PLUGINS is the folder that holds sqldrivers/libqsqloci.so, or empty.

if(TARGET Qt6::QOCIDriverPlugin)
    get_target_property(plugin Qt6::QOCIDriverPlugin LOCATION)
    cmake_path(GET plugin PARENT_PATH ATHANOR_QOCI_PLUGINS)
    cmake_path(GET ATHANOR_QOCI_PLUGINS PARENT_PATH ATHANOR_QOCI_PLUGINS)
    message(STATUS "Qt brings its Oracle driver: ${plugin}")
    return()
endif()

if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(cache "$ENV{XDG_CACHE_HOME}/athanor")
else()
    set(cache "$ENV{HOME}/.cache/athanor")
endif()
set(ATHANOR_QOCI_PLUGINS "${cache}/qoci/qt${Qt6_VERSION}-${CMAKE_SYSTEM_PROCESSOR}")
if(EXISTS "${ATHANOR_QOCI_PLUGINS}/sqldrivers/libqsqloci.so")
    file(COPY "${ATHANOR_QOCI_PLUGINS}/sqldrivers" DESTINATION "${CMAKE_BINARY_DIR}/app")
    install(FILES "${ATHANOR_QOCI_PLUGINS}/sqldrivers/libqsqloci.so"
            DESTINATION "${ATHANOR_INSTALL_PLUGINS}/sqldrivers")
    message(STATUS "Qt's Oracle driver in ${ATHANOR_QOCI_PLUGINS}")
else()
    set(ATHANOR_QOCI_PLUGINS "")
    message(STATUS "No Oracle driver (QOCI) for Qt ${Qt6_VERSION} in ${cache}: ./athanor-dev setup builds it")
endif()
