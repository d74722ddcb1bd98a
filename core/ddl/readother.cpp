// SPDX-License-Identifier: MIT
#include "ddl/readparts.h"

using namespace Qt::StringLiterals;

namespace Athanor {

// COMMENT ON TABLE t | COLUMN t.c | MATERIALIZED VIEW v | … IS '…'
DdlStatement readComment(Cursor &at)
{
    CommentOn comment;
    if (!at.take(u"ON")) {
        at.expected(969, ddlTr("ON"));
        at.skipAll();
        return comment;
    }
    const int nameCode = at.isWord(u"COLUMN") ? 904 : 903;
    if (at.takeAll({u"MATERIALIZED", u"VIEW"})) {
        comment.type = u"MATERIALIZED VIEW"_s;
    } else if (at.takeAll({u"AUDIT", u"POLICY"})) {
        comment.type = u"AUDIT POLICY"_s;
    } else if (at.takeAll({u"MINING", u"MODEL"})) {
        comment.type = u"MINING MODEL"_s;
    } else if (at.takeAll({u"PROPERTY", u"GRAPH"})) {
        comment.type = u"PROPERTY GRAPH"_s;
    } else if (at.isAnyWord({u"TABLE", u"COLUMN", u"INDEXTYPE", u"OPERATOR", u"EDITION", u"VIEW",
                             u"INDEX", u"SEQUENCE", u"PROCEDURE"})) {
        comment.type = at.text().toString().toUpper();
        const bool exists =
            at.isAnyWord({u"TABLE", u"COLUMN", u"INDEXTYPE", u"OPERATOR", u"EDITION"});
        if (!exists) {
            at.expected(905,
                        ddlTr("TABLE, COLUMN or MATERIALIZED VIEW (a view is commented as TABLE)"));
            at.skipAll();
            return comment;
        }
        at.skip();
    } else {
        at.expected(905, ddlTr("TABLE, COLUMN or MATERIALIZED VIEW"));
        at.skipAll();
        return comment;
    }
    QStringList path;
    do {
        std::optional<QString> name = at.takeName(nameCode, ddlTr("the name after COMMENT ON"));
        if (!name) {
            at.skipAll();
            return comment;
        }
        path.append(*std::move(name));
    } while (path.size() < 3 && at.takePunctuation(u"."));
    const bool ofColumn = comment.type == "COLUMN"_L1;
    const qsizetype most = ofColumn ? 3 : 2;
    if (path.size() > most || (ofColumn && path.size() < 2)) {
        at.error(ofColumn ? 904 : 903,
                 ofColumn ? ddlTr("expected table.column after COMMENT ON COLUMN")
                          : ddlTr("expected [owner.]name"));
        at.skipAll();
        return comment;
    }
    if (ofColumn)
        comment.column = path.takeLast();
    comment.object.name = path.takeLast();
    if (!path.isEmpty())
        comment.object.owner = path.takeLast();
    if (!at.take(u"IS")) {
        at.expected(905, ddlTr("IS and the comment"));
        at.skipAll();
        return comment;
    }
    if (!at.isKind(TokenKind::String)) {
        at.expected(1780, ddlTr("the comment in single quotes ('' removes it)"));
        at.skipAll();
        return comment;
    }
    comment.comment = stringValue(at.text());
    at.skip();
    expectEnd(at);
    if (!ofColumn && comment.type != "TABLE"_L1 && comment.type != "MATERIALIZED VIEW"_L1)
        at.note(0, at.source().size(), {comment.type, comment.object},
                ddlTr("a comment on this kind of object is not kept"));
    return comment;
}

DdlStatement readRename(Cursor &at)
{
    RenameObject rename;
    std::optional<QString> from = at.takeName(903, ddlTr("the object's present name"));
    if (!from) {
        at.skipAll();
        return rename;
    }
    rename.from = *std::move(from);
    if (at.isPunctuation(u".")) {
        at.expected(1765, ddlTr("a name without an owner; or write ALTER TABLE … RENAME TO"));
        at.skipAll();
        return rename;
    }
    if (!at.take(u"TO")) {
        at.expected(946, ddlTr("TO and the new name"));
        at.skipAll();
        return rename;
    }
    std::optional<QString> to = at.takeName(903, ddlTr("the new name"));
    if (to)
        rename.to = *std::move(to);
    if (at.isPunctuation(u"."))
        at.expected(1765, ddlTr("a new name without an owner"));
    expectEnd(at);
    return rename;
}

DdlStatement readTruncate(Cursor &at)
{
    TruncateTable truncate;
    if (at.take(u"CLUSTER")) {
        at.skipAll();
        return NoStructure{u"TRUNCATE CLUSTER"_s};
    }
    if (!at.take(u"TABLE")) {
        at.expected(3290, ddlTr("TABLE"));
        at.skipAll();
        return truncate;
    }
    std::optional<QualifiedName> name = at.takeQualifiedName(903, ddlTr("the table's name"));
    if (!name) {
        at.skipAll();
        return truncate;
    }
    truncate.name = *std::move(name);
    for (bool more = true; more;) {
        more = at.takeAll({u"PRESERVE", u"MATERIALIZED", u"VIEW", u"LOG"})
            || at.takeAll({u"PURGE", u"MATERIALIZED", u"VIEW", u"LOG"})
            || at.takeAll({u"PRESERVE", u"SNAPSHOT", u"LOG"})
            || at.takeAll({u"PURGE", u"SNAPSHOT", u"LOG"}) || at.takeAll({u"DROP", u"STORAGE"})
            || at.takeAll({u"DROP", u"ALL", u"STORAGE"}) || at.takeAll({u"REUSE", u"STORAGE"});
        if (at.take(u"CASCADE"))
            truncate.cascade = more = true;
    }
    expectEnd(at);
    return truncate;
}

} // namespace Athanor
