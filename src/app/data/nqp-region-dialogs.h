/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-text.h"

G_BEGIN_DECLS

/* @code: NULL where none was asked for */
typedef void (*NqpWordsGiven) (const NqpText *name, const char *code, gpointer owner);

/* Asks for a name in both languages, one of which may stay empty, and for a code where @code_title says of what. @owner: is not
 * told when it is gone by then. */
void
nqp_words_ask (GtkWidget *parent, const char *heading, const char *button, const char *code_title, const NqpText *name,
               NqpWordsGiven given, gpointer owner);

G_END_DECLS
