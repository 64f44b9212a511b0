"""The closed classes of English: words that say how other words hang together."""

_DETERMINERS = """the a an this that these those every each some any no all both another such what
    which whose my your his her its our their"""
_PREPOSITIONS = """of in to for with on at from by about into through after over between out against
    during without before under around among above below behind beside near toward upon across
    along inside outside onto off down up until since beyond past"""
_PRONOUNS = "i you he she it we they me him us them who whom"
_AUXILIARIES = """is are was were be been being am do does did have has had will would can could
    shall should may might must"""
_PARTICLES = """and or but nor so yet if because although while when as than not very too there"""

FUNCTION_WORDS = frozenset(
    " ".join((_DETERMINERS, _PREPOSITIONS, _PRONOUNS, _AUXILIARIES, _PARTICLES)).split()
)
