#!/bin/bash
# Whether the service in this container is ready; the images have no HTTP client. $1 is its management port.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3
IFS= read -r -t 4 answer <&3
[[ $answer == *" 200 "* ]]
