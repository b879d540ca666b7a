"""Every fault that preflight knows: the codes of its findings, and words of the first one."""

FAULTS = {
    "none": ([], ""),
    "range": (["PREFLIGHT_RANGE"], "can never draw"),
    "half range": (["PREFLIGHT_HALF_RANGE"], "half of what it can draw never occurs"),
    "bytes": (["PREFLIGHT_SCALE"], "as bytes do"),
    "divided twice": (["PREFLIGHT_SCALE"], "divided by 255 twice"),
    "layout": (["PREFLIGHT_LAYOUT"], "Move the channels"),
    "labels": (["PREFLIGHT_ORIENTATION"], "its labels are swapped"),
    "sign": (["PREFLIGHT_ORIENTATION"], "its loss has the wrong sign"),
    "wanted label": (["PREFLIGHT_ORIENTATION"], "the generator wants its samples labelled real"),
    "same noise": (["PREFLIGHT_SAME_NOISE"], "Draw new noise in every step"),
    "foreign parameters": (["PREFLIGHT_FOREIGN_PARAMETERS"], "tensors of the other player"),
    "missing parameters": (["PREFLIGHT_MISSING_PARAMETERS"], "are not in its optimiser"),
    "rate of zero": (["PREFLIGHT_NO_STEP"], "changed its own loss by nothing, 5 times of 5"),
    "climbs": (["PREFLIGHT_OWN_STEP", "PREFLIGHT_ORIENTATION"], "raised its own loss on the same batch 5 times of 5"),
}
