/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nqp-method.h"
#include "nqp-table.h"

G_BEGIN_DECLS

#define NQP_CLI_ERROR (nqp_cli_error_quark ())
GQuark
nqp_cli_error_quark (void);

typedef enum
{
  NQP_CLI_ERROR_USAGE,  /* wrong usage: exit status 2 */
  NQP_CLI_ERROR_FAILED, /* the request failed: exit status 1 */
  NQP_CLI_ERROR_QUIET, /* failed, and nobody is left to tell (broken pipe) or it has been told: exit status 1 */
} NqpCliError;

/* An option; tables of them end with a NULL name. */
typedef struct
{
  const char *name;  /* without the dashes */
  char letter;       /* "-o", or 0 */
  const char *value; /* what the help calls the value, NULL = a switch; "[X]": may be left out */
  const char *help;  /* N_() msgid */
  const NqpStageInfo *choices; /* what there is to choose stands before @value, or NULL */
} NqpOption;

#define NQP_MAX_OPTION_TABLES 4

/**
 * NqpArgs:
 *
 * A command's words and options as given. Options may stand before, between and after the words.
 */
typedef struct _NqpArgs NqpArgs;

/* A command; adding one = one file + one line in nqp-main.c. */
typedef struct
{
  const char *name;
  const char *synopsis; /* N_() msgid: what follows "nqp NAME " */
  const char *summary;  /* N_() msgid, one line */
  const char *details;  /* N_() msgid or NULL: paragraphs for the help */
  int min_words, max_words;
  const NqpOption *options[NQP_MAX_OPTION_TABLES];
  int (*run) (const NqpArgs *args,
              GError **error); /* exit status; with @error set the status follows from it */
} NqpCommand;

extern const NqpCommand nqp_command_import;
extern const NqpCommand nqp_command_info;
extern const NqpCommand nqp_command_check;
extern const NqpCommand nqp_command_score;
extern const NqpCommand nqp_command_weights;
extern const NqpCommand nqp_command_stats;
extern const NqpCommand nqp_command_chart;
extern const NqpCommand nqp_command_report;
extern const NqpCommand nqp_command_export;
extern const NqpCommand nqp_command_framework;
extern const NqpCommand nqp_command_method;
extern const NqpCommand nqp_command_place;
extern const NqpCommand nqp_command_region;
extern const NqpCommand nqp_command_year;
extern const NqpCommand nqp_command_template;
extern const NqpCommand nqp_command_history;
extern const NqpCommand nqp_command_copy;
extern const NqpCommand nqp_command_compact;
extern const NqpCommand nqp_command_salvage;

extern const NqpOption nqp_common_options[]; /* --lang, --help: every command has them */

/* nqp-args.c */
NqpArgs *
nqp_args_parse (const NqpCommand *command, char **argv, GError **error);
void
nqp_args_free (NqpArgs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpArgs, nqp_args_free)

int
nqp_args_n_words (const NqpArgs *self);
const char *
nqp_args_word (const NqpArgs *self, int i); /* as given: the bytes of a file's name */
const char *
nqp_args_text (const NqpArgs *self, int i); /* the same as text */
gboolean
nqp_args_has (const NqpArgs *self, const char *name);
const char *
nqp_args_get (const NqpArgs *self, const char *name); /* the last one given, NULL if none */
GPtrArray *
nqp_args_get_all (const NqpArgs *self, const char *name); /* as given, in order; owned by the caller */
GPtrArray *
nqp_args_get_list (const NqpArgs *self,
                   const char *name); /* of all given, split at commas; owned by the caller */

char *
nqp_option_value (const NqpOption *option); /* as the help calls it; owned by the caller */

/* " Did you mean 'X'?" for the nearest of @known (ended by NULL), "" if none is near; owned by the caller. */
char *
nqp_suggest (const char *word, const char *const *known);

/* nqp-output.c */
gboolean
nqp_output_text (const char *text, gssize length, GError **error); /* to standard output, complete */
gboolean
nqp_output_table (const NqpTable *table, const NqpArgs *args, GError **error); /* as --format says */
gboolean
nqp_output_words (const char *text, GError **error); /* for people: in the encoding of their terminal */
void
nqp_progress (const char *what, double fraction, int *shown); /* on standard error, if that is a terminal; @shown: -1 at first */
void
nqp_progress_clear (const int *shown);
void
nqp_message (const char *format, ...) G_GNUC_PRINTF (1, 2); /* one line "nqp: ..." on standard error */

/* nqp-options.c: the text of a file that an option names; the message begins with that name */
gboolean
nqp_read_text (const char *path, char **out_text, gsize *out_length, GError **error);
/* The same of weights, saying what was done to them. */
NqpTree *
nqp_read_weights (const NqpTree *tree, const char *text, gsize length, const char *path, GError **error);

G_END_DECLS
