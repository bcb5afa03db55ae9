import subprocess
import sys
from pathlib import Path

LOADS = """
import sys
from pathlib import Path
from classifier.modelfile import load
from classifier.synthetic.corpus import examples
clerk = load(Path(sys.argv[1]))
for one in examples(1, 3):
    clerk.predict(one.document, one.company)
print(sorted(name for name in ("sklearn", "scipy", "sqlalchemy", "httpx", "pickle_model") if name in sys.modules))
"""


def test_predicting_needs_no_learning_library_no_database_and_no_network(model_directory: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS, str(model_directory)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
