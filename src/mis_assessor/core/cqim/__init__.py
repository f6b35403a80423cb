"""The national data-quality rules behind the CQIMs, worked out again from published counts.

Unofficial by design: what comes out is a remark beside the published result, never a verdict.
"""
