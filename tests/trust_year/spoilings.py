"""What can go wrong in each safety action of each year, and which requirement must notice."""

from trust_year.spoilings_one_to_five import ONE_TO_FIVE
from trust_year.spoilings_six_to_ten import SIX_TO_TEN

SPOILINGS = (*ONE_TO_FIVE, *SIX_TO_TEN)
