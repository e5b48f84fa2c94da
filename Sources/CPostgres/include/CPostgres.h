#ifndef TWOFOLD_CPOSTGRES_H
#define TWOFOLD_CPOSTGRES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The part of libpq that the store uses. The library is loaded when a database is first asked for: linked, it would cost every server on SQLite
   megabytes of memory and some of the time that it takes to start.

   Types, numbers and functions are declared as in libpq-fe.h of PostgreSQL 14, which brought pipeline mode. Within libpq.so.5 they never
   change. */

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef unsigned int Oid;

typedef struct {
    char *keyword;
    char *envvar;
    char *compiled;
    char *val;
    char *label;
    char *dispchar;
    int dispsize;
} PQconninfoOption;

typedef struct {
    char *relname;
    int be_pid;
    char *extra;
    void *next;
} PGnotify;

typedef enum { CONNECTION_OK = 0 } ConnStatusType;
typedef enum {
    PGRES_COMMAND_OK = 1,
    PGRES_TUPLES_OK = 2,
    PGRES_COPY_OUT = 3,
    PGRES_COPY_IN = 4,
    PGRES_PIPELINE_SYNC = 10,
    PGRES_PIPELINE_ABORTED = 11
} ExecStatusType;

typedef void (*PQnoticeReceiver)(void *context, const PGresult *notice);

#define TWOFOLD_LIBPQ(FUNCTION) \
    FUNCTION(PQconninfoOption *, PQconninfoParse, (const char *text, char **message), (text, message)) \
    FUNCTION(void, PQconninfoFree, (PQconninfoOption *options), (options)) \
    FUNCTION( \
        PGconn *, PQconnectdbParams, (const char *const *keywords, const char *const *values, int expand), (keywords, values, expand)) \
    FUNCTION(void, PQfinish, (PGconn *connection), (connection)) \
    FUNCTION(ConnStatusType, PQstatus, (const PGconn *connection), (connection)) \
    FUNCTION(char *, PQerrorMessage, (const PGconn *connection), (connection)) \
    FUNCTION(int, PQsocket, (const PGconn *connection), (connection)) \
    FUNCTION(int, PQbackendPID, (const PGconn *connection), (connection)) \
    FUNCTION( \
        PQnoticeReceiver, PQsetNoticeReceiver, (PGconn *connection, PQnoticeReceiver receiver, void *context), \
        (connection, receiver, context)) \
    FUNCTION(PGresult *, PQexec, (PGconn *connection, const char *sql), (connection, sql)) \
    FUNCTION(int, PQsetnonblocking, (PGconn *connection, int does), (connection, does)) \
    FUNCTION(int, PQsendQuery, (PGconn *connection, const char *sql), (connection, sql)) \
    FUNCTION(int, PQflush, (PGconn *connection), (connection)) \
    FUNCTION(int, PQisBusy, (PGconn *connection), (connection)) \
    FUNCTION(int, PQputCopyData, (PGconn *connection, const char *octets, int count), (connection, octets, count)) \
    FUNCTION(int, PQputCopyEnd, (PGconn *connection, const char *failure), (connection, failure)) \
    FUNCTION(int, PQgetCopyData, (PGconn *connection, char **octets, int async), (connection, octets, async)) \
    FUNCTION( \
        int, PQsendPrepare, (PGconn *connection, const char *name, const char *sql, int count, const Oid *types), \
        (connection, name, sql, count, types)) \
    FUNCTION( \
        int, PQsendQueryPrepared, \
        (PGconn *connection, const char *name, int count, const char *const *values, const int *lengths, const int *formats, int format), \
        (connection, name, count, values, lengths, formats, format)) \
    FUNCTION(int, PQenterPipelineMode, (PGconn *connection), (connection)) \
    FUNCTION(int, PQpipelineSync, (PGconn *connection), (connection)) \
    FUNCTION(int, PQconsumeInput, (PGconn *connection), (connection)) \
    FUNCTION(PGnotify *, PQnotifies, (PGconn *connection), (connection)) \
    FUNCTION(void, PQfreemem, (void *memory), (memory)) \
    FUNCTION(PGresult *, PQgetResult, (PGconn *connection), (connection)) \
    FUNCTION(void, PQclear, (PGresult *result), (result)) \
    FUNCTION(ExecStatusType, PQresultStatus, (const PGresult *result), (result)) \
    FUNCTION(char *, PQresultErrorField, (const PGresult *result, int field), (result, field)) \
    FUNCTION(char *, PQcmdStatus, (PGresult *result), (result)) \
    FUNCTION(char *, PQcmdTuples, (PGresult *result), (result)) \
    FUNCTION(int, PQntuples, (const PGresult *result), (result)) \
    FUNCTION(int, PQnfields, (const PGresult *result), (result)) \
    FUNCTION(char *, PQgetvalue, (const PGresult *result, int row, int column), (result, row, column)) \
    FUNCTION(int, PQgetlength, (const PGresult *result, int row, int column), (result, row, column)) \
    FUNCTION(int, PQgetisnull, (const PGresult *result, int row, int column), (result, row, column))

/* The addresses of these functions. */
struct twofold_libpq {
#define TWOFOLD_MEMBER(result, name, parameters, arguments) result(*name) parameters;
    TWOFOLD_LIBPQ(TWOFOLD_MEMBER)
#undef TWOFOLD_MEMBER
};
extern struct twofold_libpq twofold_libpq;

/* Loads libpq, once. Returns false if it isn't installed, or is older than PostgreSQL 14. Nothing else here may be called before. */
bool twofold_pg_load(void);

#define TWOFOLD_CALL(result, name, parameters, arguments) \
    static inline result name parameters { return twofold_libpq.name arguments; }
TWOFOLD_LIBPQ(TWOFOLD_CALL)
#undef TWOFOLD_CALL

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
static inline const char *twofold_pg_state(const PGresult *result) { return PQresultErrorField(result, 'C'); }

/* libpq would print notices, which can quote what is stored, to standard error. Here only a warning is noted, in the `int` behind `warned`, if
   there is one. */
static inline void twofold_pg_note(void *warned, const PGresult *notice) {
    const char *severity = PQresultErrorField(notice, 'V');
    if (warned && severity && strcmp(severity, "WARNING") == 0) *(int *)warned = 1;
}
static inline void twofold_pg_note_warnings(PGconn *connection, int *warned) {
    PQsetNoticeReceiver(connection, twofold_pg_note, warned);
}

#endif
