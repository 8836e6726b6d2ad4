/* The bench's form in ncurses. It reads what stands where from a file, so that it shows the same as the others. */
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define MOST 400

struct piece {
  char screen, style;
  int row, column;
  char text[400];
};
struct field {
  int row, column, width;
  char text[400];
};

static struct piece pieces[MOST];
static struct field fields[MOST];
static int piece_count, field_count;
static wchar_t typed[64];
static int length;

static void load(const char *path) {
  FILE *file = fopen(path, "r");
  char line[600];
  if (!file) exit(1);
  while (fgets(line, sizeof line, file)) {
    char *part[5], *rest = line;
    line[strcspn(line, "\n")] = 0;
    for (int at = 0; at < 5; at++) part[at] = strsep(&rest, "\t");
    if (!part[4]) continue;
    if (*part[0] == 'i') {
      struct field *field = &fields[field_count++];
      field->row = atoi(part[1]);
      field->column = atoi(part[2]);
      field->width = atoi(part[3]);
      snprintf(field->text, sizeof field->text, "%s", part[4]);
    } else {
      struct piece *piece = &pieces[piece_count++];
      piece->screen = *part[0];
      piece->row = atoi(part[1]);
      piece->column = atoi(part[2]);
      piece->style = *part[3];
      snprintf(piece->text, sizeof piece->text, "%s", part[4]);
    }
  }
  fclose(file);
}

static attr_t look(char style) {
  if (style == 't') return A_REVERSE;
  if (style == 'h') return A_BOLD;
  if (style == 'f') return A_UNDERLINE;
  return A_NORMAL;
}

static void draw(char screen, int active) {
  erase();
  for (int at = 0; at < piece_count; at++) {
    if (pieces[at].screen != screen) continue;
    attrset(look(pieces[at].style));
    mvaddstr(pieces[at].row, pieces[at].column, pieces[at].text);
  }
  if (screen == 'f') {
    struct field *field = &fields[active];
    int cells = wcswidth(typed, 64);
    attrset(A_REVERSE);
    if (length == 0) mvaddstr(field->row, field->column, field->text);
    else {
      mvaddwstr(field->row, field->column, typed);
      printw("%*s", field->width - cells, "");
    }
    attrset(A_NORMAL);
    move(field->row, field->column + (cells < field->width ? cells : field->width - 1));
  }
  curs_set(screen == 'f');
  refresh();
}

int main(int count, char **arguments) {
  char screen = 'm';
  int active = 0;
  wint_t key;
  if (count < 2) return 1;
  setlocale(LC_ALL, "");
  load(arguments[1]);
  initscr();
  raw();
  noecho();
  keypad(stdscr, TRUE);
  draw(screen, active);
  while (get_wch(&key) != ERR && key != 7) {
    if (key == 5) screen = 'm';
    else if (key == 9 || key == 24) {
      if (key == 24) screen = 'f';
      active = key == 24 ? 0 : (active + 1) % field_count;
      typed[length = 0] = 0;
    } else if (key >= 32 && length < 60) {
      typed[length++] = (wchar_t)key;
      typed[length] = 0;
    }
    draw(screen, active);
  }
  endwin();
  return 0;
}
