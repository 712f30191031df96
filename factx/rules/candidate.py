"""The shape Candidate under its former name."""

from factx.candidate import Candidate as Candidate
