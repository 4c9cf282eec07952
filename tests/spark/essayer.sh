#!/usr/bin/env bash
# Apache Spark on this machine: a master and two workers, each its own process, on the loopback alone. The same digest
# as one process, then again while one worker is killed. Nothing is left: neither process nor file.
#   tests/spark/essayer.sh [CONTRATS]       10 million by default; disk: about 300 bytes a contract
set -euo pipefail
cd "$(dirname "$0")"
contrats="${1:-10000000}"
. ../python/environnement.sh

java_convient() { [ "$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')" -ge 17 ] 2>/dev/null; }
java_convient || installer openjdk-17-jre-headless
java_convient || manque "Java 17 est introuvable (Debian : apt-get install openjdk-17-jre-headless)"
preparer exigences.txt

SPARK_HOME="$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')"
dossier="$(mktemp -d "${TMPDIR:-/tmp}/epaule-spark.XXXXXX")"
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS="$dossier/local" SPARK_DAEMON_MEMORY=256m
export PYSPARK_PYTHON="$python" PYSPARK_DRIVER_PYTHON="$python" SPARK_NO_DAEMONIZE=1
# PySpark warns of pandas 3, of which nothing here makes use.
export PYTHONWARNINGS=ignore::FutureWarning

groupes=()
finir() {
    local groupe
    for groupe in "${groupes[@]}"; do kill -TERM -- "-$groupe" 2>/dev/null || true; done
    for groupe in "${groupes[@]}"; do
        for _ in $(seq 50); do kill -0 -- "-$groupe" 2>/dev/null || break; sleep 0.1; done
        kill -KILL -- "-$groupe" 2>/dev/null || true
    done
    rm -rf "$dossier"
}
trap finir EXIT
trap 'exit 130' INT TERM

# lancer NOM CLASSE… : its process leads a group of its own, the processes that it starts with it.
lancer() {
    local nom="$1"
    shift
    setsid "$SPARK_HOME/bin/spark-class" "$@" >"$dossier/$nom.log" 2>&1 </dev/null &
    groupes+=("$!")
    # That one of them is killed is no news to tell.
    disown
}

# attendre NOM MOTIF : what the log says once it is ready.
attendre() {
    local trouve
    for _ in $(seq 600); do
        trouve="$(sed -n "s/.*$2.*/\1/p" "$dossier/$1.log" | head -1)"
        [ -z "$trouve" ] || { echo "$trouve"; return; }
        sleep 0.1
    done
    echo "$1 ne démarre pas :" >&2
    tail -20 "$dossier/$1.log" >&2
    return 1
}

lancer maitre org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
maitre="$(attendre maitre '\(spark:\/\/127.0.0.1:[0-9]*\)')"
ouvriers=()
for nom in ouvrier-1 ouvrier-2; do
    lancer "$nom" org.apache.spark.deploy.worker.Worker "$maitre" --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g \
        --work-dir "$dossier/$nom"
    ouvriers+=("${groupes[-1]}")
done
for nom in ouvrier-1 ouvrier-2; do attendre "$nom" '\(Successfully registered\)' >/dev/null; done

"$python" epreuve.py "$maitre" "$dossier" "$contrats" "${ouvriers[@]}"

# The script as its page says, on one file, with the worker that is left.
dit="$("$SPARK_HOME/bin/spark-submit" --master "$maitre" --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false \
    --executor-memory 768m calculer.py "$dossier/contrats/000.parquet" "$dossier/aides.parquet" --au 2026-11-23 \
    2>"$dossier/calculer.log")" || { tail -20 "$dossier/calculer.log" >&2; exit 1; }
echo "$dit"
grep -q "^$((5 * ((contrats + 39) / 40))) lignes, empreinte [0-9a-f]\{64\}$" <<<"$dit"
