# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += ci/from-scratch ci/packages.tsv ci/matrix ci/platform ci/kit ci/platforms ci/hosted .github .shellcheckrc
