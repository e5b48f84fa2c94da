#ifndef TWOFOLD_CCURSES_H
#define TWOFOLD_CCURSES_H

#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* These functions hide from Swift what it can't use: global variables such as stdscr and LINES, and functions that are macros. */

typedef struct {
    SCREEN *screen;
    FILE *input;
    FILE *output;
} twofold_curses;

/* Keys that aren't text. */
enum {
    TWOFOLD_KEY_PASTE_BEGINS = 0x4000,
    TWOFOLD_KEY_PASTE_ENDS = 0x4001
};

/* Uses UTF-8 regardless of the locale, because the rest of the program writes only UTF-8. */
static inline void twofold_curses_use_utf8(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "en_US.UTF-8");
}

/* Takes over the terminal. screen is NULL if its type is unknown or can't position text. */
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
    /* Define the arrow keys of both keypad modes: not every terminal obeys the mode. */
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

/* Restores the terminal permanently. */
static inline void twofold_curses_finish(twofold_curses curses) {
    endwin();
    fflush(curses.output);
    delscreen(curses.screen);
    fclose(curses.output);
    fclose(curses.input);
}

/* Restores the terminal until twofold_curses_again. */
static inline void twofold_curses_pause(twofold_curses curses) {
    endwin();
    fflush(curses.output);
}

/* Takes over the terminal again and redraws everything. */
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

/* pair: 0 for the terminal's default colour. bold and dim are flags. */
static inline void twofold_curses_style(int pair, int bold, int dim) {
    attr_set((bold ? A_BOLD : A_NORMAL) | (dim ? A_DIM : A_NORMAL), (short)pair, NULL);
}

static inline void twofold_curses_move(int row, int column) {
    move(row, column);
}

static inline void twofold_curses_write(const char *utf8) {
    addstr(utf8);
}

/* Shows what was drawn since the last call. A row of -1 hides the cursor. */
static inline void twofold_curses_show(int row, int column) {
    curs_set(row >= 0 ? 1 : 0);
    if (row >= 0) move(row, column);
    refresh();
}

/* 0: there is no input. 1: value is a Unicode scalar. 2: value is a KEY_ constant. */
static inline int twofold_curses_read(unsigned *value) {
    wint_t key = 0;
    int kind = get_wch(&key);
    *value = (unsigned)key;
    return kind == OK ? 1 : kind == KEY_CODE_YES ? 2 : 0;
}

/* The value of a terminal capability such as "rmcup", or NULL if the terminal lacks it. Valid as long as the screen. */
static inline const char *twofold_curses_string(const char *name) {
    char *found = tigetstr(name);
    return found == (char *)-1 ? NULL : found;
}

#endif
