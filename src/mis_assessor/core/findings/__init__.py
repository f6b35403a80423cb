"""From verdicts to what people read: figures, reasons, next steps, pauses, the evidence used."""
