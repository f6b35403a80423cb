"""Words by which names of people are told from other words beside a day."""

import re

GIVEN_NAME = re.compile(
    "aaliyah|abigail|adam|agnes|aisha|alan|alex|alexandra|alice|alison|amanda|amber|amelia|amina|"
    "amy|ana|andrea|angela|anita|ann|anna|anne|annie|asha|ava|ayesha|barbara|bella|beth|bethany|"
    "beverley|brenda|bridget|carla|carol|caroline|catherine|chantelle|charlotte|chelsea|chloe|"
    "christina|christine|claire|clare|courtney|daisy|danielle|david|dawn|deborah|debra|demi|"
    "denise|diana|donna|dorothy|eleanor|elena|eliza|elizabeth|ella|ellen|ellie|eloise|emily|emma|"
    "erin|esther|eva|eve|evie|faith|farah|fatima|fiona|florence|frances|freya|gemma|georgia|"
    "georgina|gillian|grace|hannah|harriet|hayley|hazel|heather|helen|holly|imogen|ines|irene|"
    "isabel|isabella|isla|jack|jacqueline|jade|james|jane|janet|janice|jasmine|jean|jemma|"
    "jennifer|jenny|jess|jessica|joan|joanna|joanne|jodie|john|josephine|joy|joyce|judith|julia|"
    "julie|karen|kate|katherine|kathleen|kathryn|katie|kayleigh|kelly|kerry|khadija|kim|"
    "kimberley|kirsty|laura|lauren|leah|leanne|lesley|lily|linda|lindsay|lisa|lola|lorraine|"
    "louise|lucy|lydia|lynn|maisie|margaret|maria|mariam|marie|marion|martha|mary|maryam|matilda|"
    "maureen|megan|melanie|melissa|mia|michelle|millie|miriam|molly|monica|nadia|naomi|natalie|"
    "natasha|niamh|nicola|nicole|nina|noor|olga|olive|olivia|pamela|patricia|paula|pauline|"
    "penelope|phoebe|pippa|poppy|priya|rachael|rachel|rebecca|rhiannon|robert|rosa|rose|rosie|"
    "ruby|ruth|sabrina|sadia|sally|samantha|samina|sandra|saoirse|sara|sarah|scarlett|shannon|"
    "sharon|sheila|shirley|sian|sinead|siobhan|sofia|sonia|sophia|sophie|stacey|stella|stephanie|"
    "summer|susan|suzanne|sylvia|tamsin|tanya|tara|tasha|teresa|thomas|tina|tracey|una|valerie|"
    "vanessa|veronica|victoria|violet|vivien|wendy|william|yasmin|yvonne|zainab|zara|zoe",
    re.IGNORECASE,
)
"""Given names, without accents, by which a name in small letters is known."""
ORDINARY_WORD = re.compile(
    "action|agenda|agreed|alliance|analysis|and|annual|approved|april|assessment|assurance|at|"
    "audit|audited|august|band|board|by|care|cases|centre|chair|charter|checked|chief|city|"
    "clinical|closed|college|commission|committee|completed|council|county|covid|dated|day|"
    "december|delivery|department|digital|director|district|divisional|draft|due|east|edition|"
    "element|england|executive|february|final|for|form|foundation|from|fund|general|governance|"
    "group|guidance|head|health|hospital|in|incentive|infirmary|integrated|issued|january|joint|"
    "july|june|lane|launch|lead|letter|lmns|lms|local|march|maternity|may|meeting|meetings|"
    "memorial|midlands|midwifery|minute|minutes|mnvp|mvp|national|needs|neonatal|network|nhs|no|"
    "north|northern|nov|november|october|of|office|on|opened|operating|outcome|paper|part|"
    "pathway|perinatal|plan|policy|practice|prevention|procedure|programme|project|protocol|"
    "public|published|quality|quarter|received|record|ref|reference|region|regional|register|"
    "report|resolution|response|review|reviewed|road|royal|rural|safety|saint|scheme|scotland|"
    "sent|september|service|services|shared|signed|site|society|south|southern|st|staff|standard|"
    "standards|statement|strategy|street|study|submitted|summary|survey|system|team|terms|the|to|"
    "tool|training|trust|union|unit|university|until|update|updated|upon|urban|version|wales|"
    "ward|was|week|west|western|window|with|women|working|workshop|year",
    re.IGNORECASE,
)
"""Words of meetings, papers and organisations, which stand beside days and name nobody."""
AFTER_A_TITLE = re.compile(
    "abduction|admission|admissions|angiogram|appointed|attendance|bereavement|birth|births|"
    "blues|born|box|buddies|buddy|brain|check|checks|clinic|clinics|club|cot|cots|cooled|cooling|"
    "death|deaths|excel|expert|explained|falls|feeding|fees|friendly|garden|groups|identification|"
    "imaging|injury|labels|led|lifeline|loss|losses|massage|memory|milk|monitoring|mortality|"
    "movements|movement|nursery|observations|office|outcomes|p|pain|pregnancies|pregnancy|powerpoint|"
    "rate|rates|reporting|resuscitation|safe|safer|scan|scans|screening|security|seen|share|sleep|"
    "steps|support|swap|swaps|tag|tagging|tags|targets|teams|temperature|to-baby|tracking|"
    "transfer|transfers|transfusion|voice|voices|weight|weights|welfare|word|x-ray|anaesthetic|"
    "consultant|midwife|loan|names|named|trial|monitor|monitors|resuscitaire|resuscitaires",
    re.IGNORECASE,
)
"""Words that stand behind “baby”, “twin” or “MR” in titles of papers, and name nobody."""
