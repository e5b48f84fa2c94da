#ifndef TWOFOLD_CCURSES_H
#define TWOFOLD_CCURSES_H

#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* stdscr and LINES are variables of the library, many of its functions are macros: none of them is for Swift to see. */

typedef struct {
    SCREEN *screen;
    FILE *input;
    FILE *output;
} twofold_curses;

/* Keys that are no text. */
enum {
    TWOFOLD_KEY_PASTE_BEGINS = 0x4000,
    TWOFOLD_KEY_PASTE_ENDS = 0x4001
};

/* Text is UTF-8, whatever the locale says: the rest of the program writes nothing else. */
static inline void twofold_curses_use_utf8(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "en_US.UTF-8");
}

/* Takes the terminal. screen is NULL where its kind is not known, or cannot place text. */
static inline twofold_curses twofold_curses_begin(const char *kind, int output, int input, int colours) {
    twofold_curses curses = {NULL, NULL, NULL};
    twofold_curses_use_utf8();
    curses.output = fdopen(dup(output), "w");
    curses.input = fdopen(dup(input), "r");
    if (curses.output && curses.input) curses.screen = newterm(kind, curses.output, curses.input);
    if (!curses.screen) {
        if (curses.output) fclose(curses.output);
        if (curses.input) fclose(curses.input);
        return curses;
    }
    set_term(curses.screen);
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    curs_set(0);
    /* Arrows as they are sent in either mode of the keypad: not every terminal heeds it. */
    define_key("\033[A", KEY_UP);
    define_key("\033[B", KEY_DOWN);
    define_key("\033[C", KEY_RIGHT);
    define_key("\033[D", KEY_LEFT);
    define_key("\033[H", KEY_HOME);
    define_key("\033[F", KEY_END);
    define_key("\033[200~", TWOFOLD_KEY_PASTE_BEGINS);
    define_key("\033[201~", TWOFOLD_KEY_PASTE_ENDS);
    if (colours && has_colors() && start_color() == OK && use_default_colors() == OK) {
        init_pair(1, COLOR_CYAN, -1);
        init_pair(2, COLOR_MAGENTA, -1);
        init_pair(3, COLOR_GREEN, -1);
        init_pair(4, COLOR_YELLOW, -1);
    }
    return curses;
}

/* Gives the terminal back as it was, for good. */
static inline void twofold_curses_finish(twofold_curses curses) {
    endwin();
    fflush(curses.output);
    delscreen(curses.screen);
    fclose(curses.output);
    fclose(curses.input);
}

/* Gives the terminal back until twofold_curses_again. */
static inline void twofold_curses_pause(twofold_curses curses) {
    endwin();
    fflush(curses.output);
}

/* Takes it once more, and draws all of it anew. */
static inline void twofold_curses_again(void) {
    reset_prog_mode();
    clearok(stdscr, TRUE);
    refresh();
}

static inline void twofold_curses_resize(int rows, int columns) {
    resizeterm(rows, columns);
    clearok(stdscr, TRUE);
}

static inline void twofold_curses_erase(void) {
    erase();
}

/* pair: 0 for the colour that text has here; bold, dim: whether. */
static inline void twofold_curses_style(int pair, int bold, int dim) {
    attr_set((bold ? A_BOLD : A_NORMAL) | (dim ? A_DIM : A_NORMAL), (short)pair, NULL);
}

static inline void twofold_curses_move(int row, int column) {
    move(row, column);
}

static inline void twofold_curses_write(const char *utf8) {
    addstr(utf8);
}

/* Shows what was drawn since; the cursor at a place, or nowhere with row -1. */
static inline void twofold_curses_show(int row, int column) {
    curs_set(row >= 0 ? 1 : 0);
    if (row >= 0) move(row, column);
    refresh();
}

/* 0: nothing is there to be read. 1: value is a scalar of text. 2: value is one of KEY_. */
static inline int twofold_curses_read(unsigned *value) {
    wint_t key = 0;
    int kind = get_wch(&key);
    *value = (unsigned)key;
    return kind == OK ? 1 : kind == KEY_CODE_YES ? 2 : 0;
}

/* What the terminal calls a string, such as "rmcup"; NULL where it has none. Lives as long as the screen. */
static inline const char *twofold_curses_string(const char *name) {
    char *found = tigetstr(name);
    return found == (char *)-1 ? NULL : found;
}

#endif
