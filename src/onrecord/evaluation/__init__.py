"""Gold corpora -> scores: what `onrecord evaluate` prints.

    gold line -> Document (bridge) -> Record (pipeline) -> the gold set's own shape (bridge) -> scorer -> Figure

One scorer a file: attributions (PolNeAR), statements and deeds (whole records), codings (event types), places, times.
"""

from onrecord.evaluation.corpora import CORPORA, Corpus, corpora_folder
from onrecord.evaluation.run import Figure, as_json, as_table, evaluate, figures

__all__ = ["CORPORA", "Corpus", "Figure", "as_json", "as_table", "corpora_folder", "evaluate", "figures"]
