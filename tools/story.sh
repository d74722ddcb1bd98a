#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: tools/story.sh ATHANOR FOLDER    walks README.md's story with the headless verbs in a new FOLDER,
# showing each command and what it says. Ends with an error where a verb answers otherwise than the README says.
set -euo pipefail

athanor=$(realpath "$1")
folder=$2
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"

# expect EXIT VERB…
expect() {
    local wanted=$1 got=0
    shift
    printf '\n$ athanor %s\n' "$*"
    "$athanor" "$@" </dev/null || got=$?
    if [ "$got" -ne "$wanted" ]; then
        printf 'story: exit %d, not %d\n' "$got" "$wanted" >&2
        exit 1
    fi
}

model() {
    printf '\n# model/auth_user.sql is now:\n'
    cat >model/auth_user.sql
    cat model/auth_user.sql
}

expect 0 init shop
cd shop
model <<'SQL'
CREATE TABLE auth_user (
    id           NUMBER(10)          NOT NULL,
    username     VARCHAR2(150 CHAR)  NOT NULL,
    email        VARCHAR2(254 CHAR)  NOT NULL,
    first_name   VARCHAR2(30 CHAR),
    password     VARCHAR2(128 CHAR)  NOT NULL,
    is_active    NUMBER(1)           DEFAULT 1 NOT NULL,
    date_joined  DATE                DEFAULT SYSDATE NOT NULL,
    CONSTRAINT auth_user_pk PRIMARY KEY (id),
    CONSTRAINT auth_user_username_uk UNIQUE (username)
);
COMMENT ON TABLE auth_user IS 'People who can sign in';

CREATE TABLE login_attempt (
    id            NUMBER(19)  NOT NULL,
    user_id       NUMBER(10)  NOT NULL,
    attempted_at  DATE        DEFAULT SYSDATE NOT NULL,
    CONSTRAINT login_attempt_pk PRIMARY KEY (id),
    CONSTRAINT login_attempt_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id)
);
SQL
expect 1 check
expect 0 migrate -m "create auth_user"
expect 7 upgrade
expect 0 rehearse
expect 0 review head
expect 0 upgrade
expect 0 current
expect 0 check
expect 0 create-test-user

model <<'SQL'
CREATE TABLE auth_user (
    id           NUMBER(10)          NOT NULL,
    username     VARCHAR2(150 CHAR)  NOT NULL,
    email        VARCHAR2(320 CHAR)  NOT NULL,
    first_name   VARCHAR2(30 CHAR)   NOT NULL,
    password     VARCHAR2(128 CHAR)  NOT NULL,
    is_active    NUMBER(1)           DEFAULT 1 NOT NULL,
    language     VARCHAR2(5)         DEFAULT 'en' NOT NULL,
    CONSTRAINT auth_user_pk PRIMARY KEY (id),
    CONSTRAINT auth_user_username_uk UNIQUE (username)
);
COMMENT ON TABLE auth_user IS 'People who can sign in';
CREATE INDEX auth_user_email_ix ON auth_user (email);

CREATE TABLE login_attempt (
    id            NUMBER(19)  NOT NULL,
    user_id       NUMBER(10)  NOT NULL,
    attempted_at  DATE        DEFAULT SYSDATE NOT NULL,
    CONSTRAINT login_attempt_pk PRIMARY KEY (id),
    CONSTRAINT login_attempt_user_fk FOREIGN KEY (user_id) REFERENCES auth_user (id)
);
SQL
expect 1 diff
expect 0 migrate -m "first names are needed"
expect 0 review head
expect 5 upgrade # ORA-02296: the test user has no first name
expect 0 create-test-user --remove --yes
expect 0 resume
expect 0 check
expect 0 history
expect 0 create-test-user
expect 0 create-test-user --remove --yes
expect 0 downgrade -1 --yes
expect 0 downgrade base --yes
expect 0 heads
printf '\nThe story went as README.md tells it.\n'
