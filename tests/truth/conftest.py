"""The line of numbers at the end."""


def pytest_terminal_summary(terminalreporter):
    """Say how many facts were asked again, and how many are not so."""
    asked = untrue = 0
    for reports in terminalreporter.stats.values():
        for report in reports:
            if "truth/test_truth" in getattr(report, "nodeid", ""):
                found = dict(getattr(report, "user_properties", ()))
                if getattr(report, "when", "") == "call":
                    asked += found.get("facts", 0)
                    untrue += found.get("untrue", 0)
    if asked:
        terminalreporter.write_line(f"facts asked again: {asked}, refuted: {untrue}")
