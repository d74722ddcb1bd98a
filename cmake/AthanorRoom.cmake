# SPDX-License-Identifier: MIT
# One room is one static library, athanor_<name>, whose ROOMS are the only other rooms it may include.

set(ATHANOR_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                     -Wcast-qual -Werror=switch -Werror=return-type -Werror=unused-result)

function(athanor_compile_options target)
    target_compile_options(${target} PRIVATE ${ATHANOR_WARNINGS})
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
                               QT_NO_URL_CAST_FROM_STRING QT_STRICT_ITERATORS)
endfunction()

# athanor_room(<name> SOURCES <file>... [ROOMS <room>...] [LIBRARIES <target>...])
function(athanor_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
    list(TRANSFORM ROOM_ROOMS PREPEND athanor_)
    add_library(athanor_${name} STATIC ${ROOM_SOURCES})
    athanor_compile_options(athanor_${name})
    target_include_directories(athanor_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
    target_link_libraries(athanor_${name} PUBLIC Qt6::Core ${ROOM_ROOMS} ${ROOM_LIBRARIES})
endfunction()

# athanor_test(<room> <name> [ROOMS <room>...] [LIBRARIES <target>...]): tst_<name>.cpp as ctest <room>/<name>, label <room>
function(athanor_test room name)
    cmake_parse_arguments(TEST "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
    list(TRANSFORM TEST_ROOMS PREPEND athanor_)
    add_executable(tst_${room}_${name} tst_${name}.cpp ${TEST_SOURCES})
    athanor_compile_options(tst_${room}_${name})
    target_compile_definitions(tst_${room}_${name} PRIVATE
        ATHANOR_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        ATHANOR_SHARED_REFERENCES="${PROJECT_SOURCE_DIR}/../shared/references")
    if(TARGET athanor_${room}) # not every folder of tests/ mirrors a room
        list(PREPEND TEST_ROOMS athanor_${room})
    endif()
    target_link_libraries(tst_${room}_${name} PRIVATE Qt6::Test ${TEST_ROOMS} ${TEST_LIBRARIES})
    add_test(NAME ${room}/${name} COMMAND tst_${room}_${name})
    set_tests_properties(${room}/${name} PROPERTIES LABELS ${room} TIMEOUT 300
                         ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()
