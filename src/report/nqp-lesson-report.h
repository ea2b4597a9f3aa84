/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-report.h"
#include "nqp-view.h"

G_BEGIN_DECLS

/**
 * nqp_lesson_report_new:
 * @view: framework, scores, language, date; and the measure, year and regions for what a step does not name. Used while the call lasts
 * @style: for paper: %NQP_STYLE_PRINT
 * @lesson: (nullable): its id; %NULL = the first
 *
 * The handout of a lesson: every step with its words, its part of the theory, its chart, its question and lines for an answer;
 * what to discuss comes at the end, on a page of its own, so that it can be held back.
 *
 * Returns: (transfer full): %NULL with %NQP_REPORT_ERROR_UNKNOWN when the framework has no such lesson
 */
NqpReport *nqp_lesson_report_new (const NqpView *view, const NqpStyle *style, const char *lesson, GError **error);

G_END_DECLS
