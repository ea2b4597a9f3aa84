/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "nqp-text.h"

G_BEGIN_DECLS

/**
 * NqpWordsDialog:
 *
 * A window that asks for words in both languages, several of each kind: names in one line, texts in several. Its fields keep
 * the order in which they were added.
 */
#define NQP_TYPE_WORDS_DIALOG (nqp_words_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpWordsDialog, nqp_words_dialog, NQP, WORDS_DIALOG, AdwWindow)

/* Called when the user accepts; TRUE closes the window. */
typedef gboolean (*NqpWordsAccepted) (NqpWordsDialog *dialog, gpointer user_data);

NqpWordsDialog *
nqp_words_dialog_new (GtkWidget *parent, const char *title, const char *accept);
int
nqp_words_dialog_add_name (NqpWordsDialog *self, const char *title, const NqpText *text); /* the field's number */
int
nqp_words_dialog_add_text (NqpWordsDialog *self, const char *title, const NqpText *text);
NqpText
nqp_words_dialog_get (NqpWordsDialog *self, int field); /* empty = NULL; clear with nqp_text_clear() */
void
nqp_words_dialog_add_widget (NqpWordsDialog *self, GtkWidget *widget); /* below the fields there are */
void
nqp_words_dialog_tell (NqpWordsDialog *self, const char *problem);
/* @destroy: of @user_data, when the window goes */
void
nqp_words_dialog_run (NqpWordsDialog *self, NqpWordsAccepted accepted, gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
