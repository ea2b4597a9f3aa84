/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-proposals.h"
#include "nqp-structure-view.h"

G_BEGIN_DECLS

/* The view in three files: what is seen (-view), what becomes of indicators (-edits), keys and drags (-hand). */

typedef enum
{
  NQP_SIDE_INDEX, /* the tree */
  NQP_SIDE_WAITING,
  NQP_N_SIDES,
} NqpStructureSide;

struct _NqpStructureView
{
  AdwBin parent_instance;

  NqpSession *session;
  GPtrArray *proposals; /* (element-type NqpProposal) */
  GtkListBox *lists[NQP_N_SIDES];
  GtkWidget *nothing_waits, *nothing_yet;
  GtkLabel *words, *waiting_title;
  GtkButton *take_all;
  GtkWidget *search; /* the popover that asks where to */
  char **pending;    /* codes it asks about; NULL = of a component */
  char *pending_component;
  int asked_side, asked_index; /* the row that the question was asked of; -1 = none */
};

/* -view: the side that a row, or what is in it, stands at; -1 = none */
int
nqp_structure_side_of (NqpStructureView *self, GtkWidget *row);

/* -edits */
void
nqp_structure_install_actions (GtkWidgetClass *klass);
void
nqp_structure_make_search (NqpStructureView *self);
/* Codes of the rows that are selected, if @row is one of them; else that of @row. */
char **
nqp_structure_chosen (GtkListBoxRow *row);
void
nqp_structure_place_in (NqpStructureView *self, char **codes, const char *pillar, const char *component);
void
nqp_structure_send_back (NqpStructureView *self, char **codes);
void
nqp_structure_set_direction (NqpStructureView *self, char **codes, int direction);
/* Asks where @codes (transfer full), or everything below @component, is to go; @pillar: (nullable): only there */
void
nqp_structure_ask (NqpStructureView *self, GtkWidget *row, char **codes, const char *component, const char *pillar);
/* (element-type NqpPlacing): what is proposed for @code, NULL = for all, and not decided yet; texts are the proposals' */
GArray *
nqp_structure_list_proposed (NqpStructureView *self, const char *code);

/* -hand */
void
nqp_structure_take_hand (NqpStructureView *self); /* keys, and where things can be dropped */
void
nqp_structure_hand_row (NqpStructureView *self, GtkWidget *row); /* a new row: dragged, dropped on */
void
nqp_structure_activate (NqpStructureView *self, GtkListBoxRow *row);

G_END_DECLS
