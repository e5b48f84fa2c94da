#ifndef TWOFOLD_CPOSTGRES_H
#define TWOFOLD_CPOSTGRES_H

#include <libpq-fe.h>
#include <stdint.h>
#include <string.h>

/* Arguments and results are binary. libpq takes an array of pointers for the arguments; here they lie one after another in `octets`, with a
   length each, negative for NULL. libpq copies them before it returns. */

enum { TWOFOLD_PG_MOST_ARGUMENTS = 32 };

static inline int twofold_pg_send(
    PGconn *connection, const char *statement, const char *octets, const int *lengths, int count) {
    const char *values[TWOFOLD_PG_MOST_ARGUMENTS];
    int formats[TWOFOLD_PG_MOST_ARGUMENTS];
    if (count > TWOFOLD_PG_MOST_ARGUMENTS) return 0;
    for (int index = 0; index < count; index++) {
        values[index] = lengths[index] < 0 ? NULL : octets;
        formats[index] = 1;
        if (lengths[index] > 0) octets += lengths[index];
    }
    return PQsendQueryPrepared(connection, statement, count, values, lengths, formats, 1);
}

/* An integer of 2, 4 or 8 octets, or a boolean. */
static inline int64_t twofold_pg_integer(const PGresult *result, int row, int column) {
    const unsigned char *octets = (const unsigned char *)PQgetvalue(result, row, column);
    int length = PQgetlength(result, row, column);
    if (length < 1 || length > 8) return 0;
    uint64_t value = length > 1 && (octets[0] & 0x80) ? UINT64_MAX : 0;
    for (int index = 0; index < length; index++) value = value << 8 | octets[index];
    return (int64_t)value;
}

/* The SQLSTATE of a failed result, five characters, or NULL if the server sent none. */
static inline const char *twofold_pg_state(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_SQLSTATE); }

/* libpq would print notices, which can quote what is stored, to standard error. Here only a warning is noted, in the `int` behind `warned`, if
   there is one. */
static inline void twofold_pg_note(void *warned, const PGresult *notice) {
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (warned && severity && strcmp(severity, "WARNING") == 0) *(int *)warned = 1;
}
static inline void twofold_pg_note_warnings(PGconn *connection, int *warned) {
    PQsetNoticeReceiver(connection, twofold_pg_note, warned);
}

#endif
